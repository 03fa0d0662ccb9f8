//! What readers have set apart.

use super::Entity;
use super::forms::Forms;
use super::naming::Names;
use super::people::People;
use crate::entity::Map;

/// A link that a reader has taken apart: mentions of `entity` that are written as `form` are not
/// of it, but of an entity called `form`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Apart {
    pub entity: Entity,
    pub form: String,
}

/// What is set apart, found by what entities and forms are compared by.
pub struct SetApart<'a> {
    all: &'a [Apart],
    /// The place in `all`, by the key that the entity is called by and the number of the form.
    places: Map<(u32, u32), usize>,
}

impl<'a> SetApart<'a> {
    pub fn new(all: &'a [Apart], forms: &Forms, people: &People, names: &Names) -> Self {
        let place = |(place, Apart { entity, form }): (usize, &Apart)| {
            let key = people.widely(forms.key_of(entity.label, &entity.name)?);
            Some(((names.called_by(key), forms.find(entity.label, form)?), place))
        };
        SetApart { all, places: all.iter().enumerate().filter_map(place).collect() }
    }

    /// The place of what takes `form` from the entity called by `key`.
    pub fn find(&self, key: u32, form: u32) -> Option<usize> {
        if self.places.is_empty() { None } else { self.places.get(&(key, form)).copied() }
    }

    /// The entity that the mentions at this place are of.
    pub fn entity(&self, place: usize) -> Entity {
        let Apart { entity, form } = &self.all[place];
        Entity { label: entity.label, name: form.clone() }
    }

    /// All that is set apart, sorted, under the names that entities have now.
    pub fn renamed(&self, names: &Names) -> Vec<Apart> {
        let mut renamed = self.all.to_vec();
        for (&(key, _), &place) in &self.places {
            renamed[place].entity.name = names.of(key).to_owned();
        }
        renamed.sort_unstable();
        renamed.dedup();
        renamed
    }
}
