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
    "directives/and.html",
    "directives/and.spoken.txt",
    "directives/contact.html",
    "directives/contact.spoken.txt",
    "directives/danger.html",
    "directives/law.html",
    "directives/law.spoken.txt",
    "directives/or.html",
    "directives/or.spoken.txt",
    "directives/steps.html",
    "directives/steps.spoken.txt",
    "directives/warning.html",
    "directives/warning.spoken.txt",
    "static/apple-touch-icon.png",
    "static/be-vietnam-pro-400.woff2",
    "static/be-vietnam-pro-700.woff2",
    "static/be-vietnam-pro-OFL.txt",
    "static/favicon.svg",
    "static/icon-192.png",
    "static/icon-512.png",
    "static/site.js",
    "static/style.css",
    "templates/404.html",
    "templates/base.html",
    "templates/index.html",
    "templates/kinds/faq.html",
    "templates/kinds/guide.html",
    "templates/kinds/law.html",
    "templates/kinds/notice.html",
    "templates/kinds/plan.html",
    "templates/kinds/warning.html",
    "templates/media.html",
    "templates/page.html",
    "templates/parts.html",
    "templates/radio-index.html",
    "templates/radio-parts.html",
    "templates/radio-prompter.html",
    "templates/radio-script-style.html",
    "templates/radio-script.html",
    "templates/radio-style.html",
    "templates/redirect.html",
    "templates/section.html",
    "templates/taxonomy.html",
    "templates/term.html",
    "theme.toml",
}
