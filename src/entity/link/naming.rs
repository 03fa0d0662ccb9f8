//! What an entity is called.

use super::forms::{Form, Forms};
use super::people::People;
use super::person::Person;
use crate::entity::Label;
use std::cmp::Reverse;

/// For each key, the key it is called by, and for each key its name.
pub struct Names {
    called_by: Vec<u32>,
    names: Vec<String>,
}

impl Names {
    pub fn new(forms: &Forms, people: &People) -> Self {
        Names { called_by: called_by(forms, people), names: names(forms) }
    }

    /// The key of the name under which the mentions linked to `key` are shown.
    pub fn called_by(&self, key: u32) -> u32 {
        self.called_by[key as usize]
    }

    /// The name of a key that entities are called by.
    pub fn of(&self, key: u32) -> &str {
        &self.names[key as usize]
    }
}

/// A name this many times as frequent as one that ends with it is no surname: what stands before it
/// there was taken for a name, as in "Presidents Barack Obama".
const FAR_MORE: u32 = 10;

/// A full name is called by itself or, if most leave out its last words, its initials or its "Jr.",
/// without them.
fn called_by(forms: &Forms, people: &People) -> Vec<u32> {
    let mut called_by: Vec<u32> = (0..forms.keys.len() as u32).collect();
    let rank = |key: u32| {
        let known = &forms.keys[key as usize];
        let core = Person::new(&known.words).core();
        (known.count, core.len(), Reverse(known.words.len()))
    };
    for key in 0..forms.keys.len() as u32 {
        let full = people.widely(key);
        if forms.keys[key as usize].label != Label::Per || full == key {
            continue;
        }
        let [own, whole] = [key, full].map(|key| Person::new(&forms.keys[key as usize].words).core());
        let [own_count, whole_count] = [key, full].map(|key| forms.keys[key as usize].count);
        let is_start = whole.starts_with(&own);
        let is_end = whole.ends_with(&own) && own_count / FAR_MORE >= whole_count;
        if own.len() > 1 && (is_start || is_end) && rank(key) > rank(called_by[full as usize]) {
            called_by[full as usize] = key;
        }
    }
    called_by
}

/// For each key, what the lists call it, else the form that most write: one without a title or an
/// article, and not in capitals throughout, if there is one.
fn names(forms: &Forms) -> Vec<String> {
    let rank = |form: &Form| {
        let is_shouted = (form.label == Label::Per || form.text.contains(' ')) && is_shouted(&form.text);
        (form.is_plain, !is_shouted, form.count)
    };
    let mut best: Vec<Option<&Form>> = vec![None; forms.keys.len()];
    for form in &forms.forms {
        let best = &mut best[form.key as usize];
        if best.is_none_or(|best| (rank(form), &form.text) > (rank(best), &best.text)) {
            *best = Some(form);
        }
    }
    let name = |(key, best): (&super::forms::Key, Option<&Form>)| match (key.usual, best) {
        (Some(usual), _) => usual.to_owned(),
        (None, best) => best.map(|best| best.text.clone()).unwrap_or_default(),
    };
    forms.keys.iter().zip(best).map(name).collect()
}

fn is_shouted(text: &str) -> bool {
    text.contains(char::is_uppercase) && !text.contains(char::is_lowercase)
}
