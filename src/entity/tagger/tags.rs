//! The tags of tokens: outside of names (O), or of a kind and at a place in the name: its
//! beginning (B), inside (I), last (L), or the only token of it, a unit (U). BILOU, after Ratinov
//! and Roth (2009), "Design challenges and misconceptions in named entity recognition".

use super::super::Label;

/// A tag's number: 0 is outside; then for each of [`KINDS`] its B, I, L and U.
pub(crate) type Tag = usize;

/// The labels that names are told apart by.
pub(crate) const KINDS: [Label; 5] = [Label::Per, Label::Org, Label::Loc, Label::Norp, Label::Misc];

pub(crate) const TAGS: usize = 1 + 4 * KINDS.len();
pub(crate) const OUTSIDE: Tag = 0;

/// Where in a name a token stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Begin,
    Inside,
    Last,
    Unit,
}

pub(crate) const PLACES: [Place; 4] = [Place::Begin, Place::Inside, Place::Last, Place::Unit];

#[cfg(any(feature = "train", test))]
pub(crate) const fn tag(kind: usize, place: Place) -> Tag {
    1 + 4 * kind + place as usize
}

/// The kind and place of a tag, none if it is outside.
pub(crate) fn parts(tag: Tag) -> Option<(usize, Place)> {
    let inner = tag.checked_sub(1)?;
    Some((inner / 4, PLACES[inner % 4]))
}

/// Whether a name is left open after this tag.
fn opens(tag: Tag) -> Option<usize> {
    parts(tag).and_then(|(kind, place)| matches!(place, Place::Begin | Place::Inside).then_some(kind))
}

/// Whether this tag goes on a name.
fn goes_on(tag: Tag) -> Option<usize> {
    parts(tag).and_then(|(kind, place)| matches!(place, Place::Inside | Place::Last).then_some(kind))
}

/// Whether `next` may follow `tag`.
pub(crate) fn may_follow(tag: Tag, next: Tag) -> bool {
    opens(tag) == goes_on(next)
}

/// Whether a sequence may begin with this tag.
pub(crate) fn may_begin(tag: Tag) -> bool {
    goes_on(tag).is_none()
}

/// Whether a sequence may end with this tag.
pub(crate) fn may_end(tag: Tag) -> bool {
    opens(tag).is_none()
}

/// How many numbers a feature has: one for each tag, one for each kind and one for each place,
/// so that what tells the kind alone is learned once and not four times; and two of padding.
pub(crate) const WIDTH: usize = 32;

/// The numbers of a feature that count for a tag other than outside, beside its own.
pub(crate) const fn shared(kind: usize, place: usize) -> (usize, usize) {
    (TAGS + kind, TAGS + KINDS.len() + place)
}
