//! Fills the holes of a body: each directive gets its arguments and what they refer to.

use serde::Serialize;
use tera::{Context, Value};

use super::view::ContactView;
use super::{Outcome, Renderer};
use crate::law::Law;
use crate::markdown::{Body, Call, Chunk};
use crate::site::Site;

/// What a directive's template sees besides `site`.
pub struct Directives<'s> {
    pub site: &'s Site,
}

#[derive(Serialize)]
struct LawView<'s> {
    #[serde(flatten)]
    law: &'s Law,
    name: String,
    status_words: &'static str,
}

impl Directives<'_> {
    /// Adds a call's values to a context: `name`, `args`, `inner`, and the contact or law that `id` names.
    pub fn fill(&self, context: &mut Context, call: &Call, inner: &str) {
        context.insert("name", &call.name);
        context.insert("args", &call.args);
        context.insert_value("inner", Value::safe_string(inner));
        let id = call.args.get("id").map(String::as_str).unwrap_or_default();
        context.insert("contact", &self.site.contact(id).map(ContactView::of));
        let law = self.site.law(id).map(|law| LawView { law, name: law.name(), status_words: law.status.vietnamese() });
        context.insert("law", &law);
    }
}

impl Renderer<'_> {
    /// The HTML of a body.
    ///
    /// # Errors
    /// When a directive's template has a mistake.
    pub fn body(&self, body: &Body) -> Outcome<String> {
        let mut html = String::new();
        self.write(body, &mut html)?;
        Ok(html)
    }

    fn write(&self, body: &Body, html: &mut String) -> Outcome<()> {
        for chunk in &body.chunks {
            match chunk {
                Chunk::Html(text) => html.push_str(text),
                Chunk::Call { call, inner } => {
                    let mut inside = String::new();
                    self.write(inner, &mut inside)?;
                    let mut context = self.context("");
                    Directives { site: self.site }.fill(&mut context, call, &inside);
                    match self.theme.look(&call.name, &context)? {
                        Some(look) => html.push_str(&look),
                        None => html.push_str(&inside),
                    }
                }
            }
        }
        Ok(())
    }
}
