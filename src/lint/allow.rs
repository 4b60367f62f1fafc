//! `<!-- loa-allow L0712 why -->`: what a writer lets be, and the comments that are no use.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::base::SourcePath;
use crate::content::Document;
use crate::diag::{Code, Diagnostic, Scope, Severity, codes, find};
use crate::markdown::Allow;
use crate::say;

/// Letters without which a reason is none.
const REASON: usize = 3;

/// What the comments of a site let be, by file.
#[derive(Debug, Default)]
pub struct Allowed<'d> {
    by_file: BTreeMap<&'d SourcePath, Vec<Read<'d>>>,
}

/// A comment, read.
#[derive(Debug)]
struct Read<'d> {
    allow: &'d Allow,
    /// Codes as written, with the bytes of the comment's text, and what they are.
    codes: Vec<(&'d str, Option<&'static Code>)>,
    reason: &'d str,
}

impl<'d> Allowed<'d> {
    #[must_use]
    pub fn of(documents: impl Iterator<Item = &'d Document>) -> Self {
        let mut by_file: BTreeMap<&SourcePath, Vec<Read<'_>>> = BTreeMap::new();
        for document in documents.filter(|document| !document.body.allows.is_empty()) {
            by_file.insert(&document.path, document.body.allows.iter().map(read).collect());
        }
        Self { by_file }
    }

    /// Whether a comment lets this be. What holds back a whole site or its radio is never let be.
    #[must_use]
    pub fn lets(&self, one: &Diagnostic) -> bool {
        self.by_comment(one).next().is_some()
    }

    fn by_comment(&self, one: &Diagnostic) -> impl Iterator<Item = &Read<'d>> {
        let place = one.place.as_ref().filter(|_| !one.is_error() || one.code.scope == Scope::Page);
        let reads = place.and_then(|(path, _)| self.by_file.get(path)).into_iter().flatten();
        let span = place.and_then(|(_, span)| span.clone());
        reads.filter(move |read| read.is_whole() && read.names(one.code) && covers(&read.allow.covers, span.as_ref()))
    }

    /// The comments that are no use: without a reason, with a code that cannot be, or where there was nothing to let be.
    /// `all` is everything that was found; `looks` tells whether a code was looked for at all.
    #[must_use]
    pub fn useless(&self, all: &[Diagnostic], looks: impl Fn(&Code) -> bool) -> Vec<Diagnostic> {
        let mut used: Vec<(*const Allow, &str)> = Vec::new();
        for one in all {
            used.extend(self.by_comment(one).map(|read| (std::ptr::from_ref(read.allow), one.code.id)));
        }
        let mut problems = Vec::new();
        for (path, reads) in &self.by_file {
            for read in reads {
                let tell =
                    |code, message, hint| Diagnostic::new(code, message).at(path, read.allow.span.clone()).hint(hint);
                if read.reason.chars().filter(|c| c.is_alphabetic()).count() < REASON {
                    problems.push(tell(
                        &codes::ALLOW_WITHOUT_REASON,
                        say!("`loa-allow` chưa ghi lý do nên không có tác dụng"; "`loa-allow` has no reason, and so no effect"),
                        say!("ghi lý do sau mã: <!-- loa-allow L0701 văn bản của nước ngoài -->"; "write why behind the code: <!-- loa-allow L0701 a foreign document -->"),
                    ));
                    continue;
                }
                problems.extend(read.wrong_codes(&tell));
                for (written, _) in read.codes.iter().filter(|(_, code)| {
                    code.is_some_and(|code| {
                        may_be(code) && looks(code) && !used.contains(&(std::ptr::from_ref(read.allow), code.id))
                    })
                }) {
                    problems.push(tell(
                        &codes::ALLOW_IDLE,
                        say!("`loa-allow {written}` không bỏ qua thông báo nào"; "`loa-allow {written}` lets nothing be"),
                        say!("xóa ghi chú này, hoặc đặt nó ngay trước đoạn cần bỏ qua"; "remove it, or put it right before the block that is meant"),
                    ));
                }
            }
        }
        problems
    }
}

impl Read<'_> {
    fn names(&self, code: &Code) -> bool {
        self.codes.iter().any(|(_, known)| known.is_some_and(|known| known.id == code.id && may_be(known)))
    }

    fn is_whole(&self) -> bool {
        self.reason.chars().filter(|c| c.is_alphabetic()).count() >= REASON
    }

    fn wrong_codes(
        &self,
        tell: &dyn Fn(&'static Code, crate::diag::Text, crate::diag::Text) -> Diagnostic,
    ) -> Vec<Diagnostic> {
        let code = &codes::ALLOW_CODE;
        if self.codes.is_empty() {
            let message = say!("`loa-allow` chưa ghi mã cần bỏ qua"; "`loa-allow` names no code");
            let hint =
                say!("ghi mã ngay sau loa-allow, ví dụ L0701"; "write the code right behind loa-allow, as in L0701");
            return vec![tell(code, message, hint)];
        }
        let wrong = self.codes.iter().filter(|(_, code)| code.is_none_or(|code| !may_be(code)));
        wrong
            .map(|(written, known)| match known {
                None => tell(
                    code,
                    say!("không có mã `{written}`"; "there is no code `{written}`"),
                    say!("chép mã từ thông báo của loa check"; "copy the code from the message of loa check"),
                ),
                Some(_) => tell(
                    code,
                    say!("lỗi `{written}` không bỏ qua được"; "`{written}` cannot be let be"),
                    say!("sửa đúng chỗ bị báo: lỗi này làm hỏng trang hoặc chương trình phát thanh"; "mend what it tells of: it spoils the site or its radio"),
                ),
            })
            .collect()
    }
}

/// Whether comments may name the code: lints, and whatever else is only a warning.
fn may_be(code: &Code) -> bool {
    let own = [codes::ALLOW_WITHOUT_REASON.id, codes::ALLOW_CODE.id, codes::ALLOW_IDLE.id];
    (code.scope == Scope::Page || code.severity == Severity::Warning) && !own.contains(&code.id)
}

/// A message without a place of its own is let be only by a comment for the whole page.
fn covers(covered: &Range<u32>, span: Option<&Range<u32>>) -> bool {
    span.map_or(covered.end == u32::MAX, |span| covered.contains(&span.start))
}

fn read(allow: &Allow) -> Read<'_> {
    let mut codes = Vec::new();
    let mut rest = allow.text.as_str();
    loop {
        let next = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '–' | '-'));
        let end = next.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(next.len());
        if !looks_like_code(&next[..end]) {
            return Read { allow, codes, reason: next.trim() };
        }
        codes.push((&next[..end], find(&next[..end])));
        rest = &next[end..];
    }
}

/// `L0712`, and what somebody took for a code.
fn looks_like_code(word: &str) -> bool {
    word.strip_prefix(['L', 'l'])
        .is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_come_first_and_the_reason_behind_them() {
        for (text, codes, reason) in [
            ("L0701 văn bản nước ngoài", &["L0701"][..], "văn bản nước ngoài"),
            (": L0701, l0703 – L9 trích", &["L0701", "l0703", "L9"], "trích"),
            ("Luật cũ", &[], "Luật cũ"),
            ("L0701", &["L0701"], ""),
        ] {
            let allow = Allow { text: text.to_owned(), span: 0..1, covers: 0..1 };
            let read = read(&allow);
            assert_eq!(read.codes.iter().map(|(code, _)| *code).collect::<Vec<_>>(), codes);
            assert_eq!(read.reason, reason);
        }
    }
}
