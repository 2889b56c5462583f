//! What a rule looks for, as it is written: names, words, a pattern or a structure.

use super::spelling::{is_host, is_phrase};
use super::table::{Defaults, Text, Texts, WrittenRule};
use super::{PackSource, refuse};
use crate::error::{PackError, Problem};
use crate::place::Place;
use crate::rule::{Look, Names, Shape, Words};
use crate::shape::KEYWORD_MIN;
use crate::validator::Validator;

impl WrittenRule {
    pub(super) fn look(
        &self,
        source: PackSource<'_>,
        at: usize,
        defaults: &Defaults,
    ) -> Result<Look, PackError> {
        let lists = [
            (Some(Place::Cookie), &self.cookie),
            (Some(Place::Header), &self.header),
            (Some(Place::Param), &self.param),
            (Some(Place::Key), &self.key),
            (Some(Place::Claim), &self.claim),
            (None, &self.name),
        ];
        let by_name = lists.iter().any(|(_, list)| list.is_some());
        let ways =
            [by_name, self.words.is_some(), self.pattern.is_some(), self.structure.is_some()];
        let count = ways.into_iter().filter(|&way| way).count();
        if count != 1 {
            return Err(refuse(source, at, Problem::Looks(count)));
        }
        self.refuse_misplaced(source, at, by_name)?;
        if by_name {
            return self.names(source, &lists).map(Look::Names);
        }
        if let Some(words) = &self.words {
            return self.words(source, at, words, defaults).map(Look::Words);
        }
        if let Some(pattern) = &self.pattern {
            return self.shape(source, pattern).map(Look::Shape);
        }
        self.structure.map(Look::Structure).ok_or_else(|| refuse(source, at, Problem::Looks(0)))
    }

    fn refuse_misplaced(
        &self,
        source: PackSource<'_>,
        at: usize,
        by_name: bool,
    ) -> Result<(), PackError> {
        let words = self.words.is_some();
        let pattern = self.pattern.is_some();
        let fields: [(&'static str, bool, bool, &'static str); 10] = [
            ("host", self.host.is_some(), by_name, "names"),
            ("unless", self.unless.is_some(), words, "`words`"),
            ("unless-before", self.unless_before.is_some(), words, "`words`"),
            ("ends", self.ends.is_some(), words, "`words`"),
            ("in", self.r#in.is_some(), words, "`words`"),
            ("keywords", self.keywords.is_some(), pattern, "a `pattern`"),
            ("offset", self.offset.is_some(), pattern, "a `pattern`"),
            ("glued", self.glued.is_some(), pattern, "a `pattern`"),
            ("validators", self.validators.is_some(), pattern, "a `pattern`"),
            ("value", self.value.is_some(), by_name || words, "names or `words`"),
        ];
        for (field, is_given, is_right, belongs) in fields {
            if is_given && !is_right {
                return Err(refuse(source, at, Problem::Misplaced { field, belongs }));
            }
        }
        Ok(())
    }

    fn names(
        &self,
        source: PackSource<'_>,
        lists: &[(Option<Place>, &Texts)],
    ) -> Result<Names, PackError> {
        let mut names = Vec::new();
        for (place, list) in lists {
            for name in list.iter().flatten() {
                if name.get_ref().chars().filter(|&c| c != '*').count() < 2
                    && (name.get_ref().contains('*') || self.host.is_none())
                {
                    return Err(refuse(source, name.span().start, Problem::Name));
                }
                match place {
                    Some(place) => names.push((*place, name.get_ref().clone())),
                    None => names.extend(Place::ALL.map(|place| (place, name.get_ref().clone()))),
                }
            }
        }
        let mut hosts = Vec::new();
        for host in self.host.iter().flatten() {
            if !is_host(host.get_ref()) {
                return Err(refuse(source, host.span().start, Problem::Host));
            }
            hosts.push(host.get_ref().to_ascii_lowercase());
        }
        Ok(Names { names, hosts })
    }

    fn words(
        &self,
        source: PackSource<'_>,
        at: usize,
        words: &[Text],
        defaults: &Defaults,
    ) -> Result<Words, PackError> {
        let unless = self.unless.as_ref().or(defaults.unless.as_ref());
        let before = self.unless_before.as_ref();
        let before = before.or(defaults.unless_before.as_ref());
        let lists = [Some(words), unless.map(Vec::as_slice), before.map(Vec::as_slice)];
        for phrase in lists.iter().flatten().copied().flatten() {
            if !is_phrase(phrase.get_ref()) {
                return Err(refuse(source, phrase.span().start, Problem::Phrase));
            }
        }
        let places = match &self.r#in {
            None => Place::ALL.to_vec(),
            Some(places) => places
                .iter()
                .map(|place| Place::parse(place.get_ref()))
                .collect::<Option<_>>()
                .ok_or_else(|| refuse(source, at, Problem::Place))?,
        };
        let [phrases, unless, unless_before] = lists.map(|list| {
            let list = list.unwrap_or_default();
            list.iter().map(|text| text.get_ref().clone()).collect()
        });
        Ok(Words { phrases, unless, unless_before, ends: self.ends.unwrap_or_default(), places })
    }

    fn shape(&self, source: PackSource<'_>, pattern: &Text) -> Result<Shape, PackError> {
        let keywords: Vec<String> = plain_ref(&self.keywords);
        if keywords.is_empty() || keywords.iter().any(|k| k.len() < KEYWORD_MIN || !k.is_ascii()) {
            let problem = Problem::Keyword { min: KEYWORD_MIN };
            return Err(refuse(source, pattern.span().start, problem));
        }
        Ok(Shape {
            pattern: pattern.get_ref().clone(),
            keywords,
            glued: self.glued.unwrap_or(false),
            offset: self.offset,
        })
    }

    pub(super) fn validators(&self, source: PackSource<'_>) -> Result<Vec<Validator>, PackError> {
        let known = || Validator::ALL.map(Validator::as_str).join(", ");
        self.validators
            .iter()
            .flatten()
            .map(|name| {
                Validator::parse(name.get_ref())
                    .ok_or_else(|| refuse(source, name.span().start, Problem::Validator(known())))
            })
            .collect()
    }
}

fn plain_ref(texts: &Texts) -> Vec<String> {
    texts.iter().flatten().map(|t| t.get_ref().clone()).collect()
}
