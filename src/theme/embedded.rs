//! The built-in theme, file by file; a test holds this list to what lies in `themes/phuong`.

macro_rules! files {
    ($($path:literal),* $(,)?) => {
        /// Path within the theme and bytes, sorted by path.
        pub(super) static FILES: &[(&str, &[u8])] =
            &[$(($path, include_bytes!(concat!("../../themes/phuong/", $path)))),*];
    };
}

files! {
    "directives/alert.html",
    "directives/alert.spoken.txt",
    "directives/contact.html",
    "directives/contact.spoken.txt",
    "directives/danger.html",
    "directives/law.html",
    "directives/law.spoken.txt",
    "directives/steps.html",
    "directives/steps.spoken.txt",
    "directives/warning.html",
    "directives/warning.spoken.txt",
    "static/favicon.svg",
    "static/search.js",
    "static/site.js",
    "static/style.css",
    "templates/404.html",
    "templates/a-z.html",
    "templates/ban-doc.html",
    "templates/base.html",
    "templates/find-parts.html",
    "templates/find.html",
    "templates/index.html",
    "templates/kenh-chinh-thuc.html",
    "templates/lien-he.html",
    "templates/listen.html",
    "templates/page.html",
    "templates/parts.html",
    "templates/phat-thanh.html",
    "templates/radio-index.html",
    "templates/radio-parts.html",
    "templates/radio-prompter.html",
    "templates/radio-script-style.html",
    "templates/radio-script.html",
    "templates/radio-style.html",
    "templates/redirect.html",
    "templates/section.html",
    "templates/so-do-trang.html",
    "templates/taxonomy.html",
    "templates/term.html",
    "templates/tim-kiem.html",
    "theme.toml",
}
