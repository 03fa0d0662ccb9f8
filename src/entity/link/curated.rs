//! Mentions that are linked, and what readers decide about them.

use super::LinkedMention;
use crate::entity::{Decision, Entity, Map, Mention, Reason, Unapplied};
use crate::order;
use crate::span::Span;

/// Where something is written: the place of a document, and the span there.
pub type Place = (usize, Span);

/// The mentions of all documents. Entities are numbered as they are met.
#[derive(Default)]
pub struct Curated<'a> {
    documents: Vec<Vec<LinkedMention>>,
    /// How each of the mentions is written.
    forms: Vec<Vec<&'a str>>,
    entities: Vec<Entity>,
    numbers: Map<Entity, u32>,
    /// For each entity, the document and place there of its mentions, and of some that were its own before.
    /// Empty as long as there is no decision.
    mentions_of: Vec<Vec<(u32, u32)>>,
}

/// Stands for the entity of what is no mention any more.
const NONE: u32 = u32::MAX;

impl<'a> Curated<'a> {
    /// The number of an entity, met or not.
    pub fn number(&mut self, entity: Entity) -> u32 {
        let next = self.entities.len() as u32;
        *self.numbers.entry(entity).or_insert_with_key(|entity| {
            self.entities.push(entity.clone());
            self.mentions_of.push(Vec::new());
            next
        })
    }

    /// Takes the mentions of the next document, sorted, and how they are written.
    pub fn push(&mut self, mentions: Vec<LinkedMention>, forms: Vec<&'a str>) {
        self.documents.push(mentions);
        self.forms.push(forms);
    }

    /// Follows `decisions` in their order; `places` tells where a text stands as whole words, no place on top of
    /// another, and `now_called` what an entity that is not met is called now. Gives the decisions under the names
    /// that their entities have, and which of them changed nothing.
    pub fn follow(
        &mut self,
        decisions: &'a [Decision],
        places: impl Fn(&str) -> Vec<Place>,
        now_called: impl Fn(&Entity) -> Option<Entity>,
    ) -> Vec<(Decision, Result<(), Unapplied>)> {
        if decisions.is_empty() {
            return Vec::new();
        }
        for (document, mentions) in (0..).zip(&self.documents) {
            for (place, linked) in (0..).zip(mentions) {
                self.mentions_of[linked.entity as usize].push((document, place));
            }
        }
        let follow = |decision: &'a Decision| {
            let renamed = self.renamed(decision, &now_called);
            let followed = self.follow_one(&renamed, decision.form(), &places);
            (renamed, followed)
        };
        decisions.iter().map(follow).collect()
    }

    /// `form` is that of `decision`.
    fn follow_one(
        &mut self,
        decision: &Decision,
        form: Option<&'a str>,
        places: impl Fn(&str) -> Vec<Place>,
    ) -> Result<(), Unapplied> {
        match (decision, form) {
            (Decision::Merge { entity, into }, _) => {
                let (own, into) = (self.own(entity)?, self.number(into.clone()));
                self.give(own, into, Some(Reason::Decided));
            }
            (Decision::Split { entity, .. }, Some(form)) => {
                let own = self.written(entity, form)?;
                let apart = self.number(Entity { label: entity.label, name: form.to_owned() });
                self.give(own, apart, Some(Reason::SameName));
            }
            (Decision::Rename { entity, .. } | Decision::Relabel { entity, .. }, _) => {
                let own = self.own(entity)?;
                let renamed = decision.outcome().expect("only what is rejected is none");
                let renamed = self.number(renamed);
                self.give(own, renamed, None);
            }
            (Decision::Reject { entity, .. }, Some(form)) => {
                let own = self.written(entity, form)?;
                self.give(own, NONE, None);
            }
            (Decision::Reject { entity, .. }, None) => {
                let own = self.own(entity)?;
                self.give(own, NONE, None);
            }
            (Decision::Add { .. }, Some(form)) => {
                let entity = decision.outcome().expect("only what is rejected is none");
                let label = entity.label;
                let entity = self.number(entity);
                let added = places(form)
                    .into_iter()
                    .filter(|&(document, span)| self.add(document, Mention { span, label }, entity, form))
                    .count();
                return if added > 0 { Ok(()) } else { Err(Unapplied::NoForm) };
            }
            (Decision::Split { .. } | Decision::Add { .. }, None) => unreachable!("they have a form"),
        }
        Ok(())
    }

    /// The mentions of an entity, of which there is at least one.
    fn own(&mut self, entity: &Entity) -> Result<Vec<(u32, u32)>, Unapplied> {
        let Curated { documents, mentions_of, numbers, .. } = self;
        let Some(&number) = numbers.get(entity) else { return Err(Unapplied::NoEntity(entity.clone())) };
        let own = &mut mentions_of[number as usize];
        own.retain(|&(document, place)| documents[document as usize][place as usize].entity == number);
        order::by(own, Ord::cmp);
        own.dedup();
        if own.is_empty() { Err(Unapplied::NoEntity(entity.clone())) } else { Ok(own.clone()) }
    }

    /// Those of them that are written as `form`, of which there is at least one.
    fn written(&mut self, entity: &Entity, form: &str) -> Result<Vec<(u32, u32)>, Unapplied> {
        let mut own = self.own(entity)?;
        own.retain(|&(document, place)| self.forms[document as usize][place as usize] == form);
        if own.is_empty() { Err(Unapplied::NoForm) } else { Ok(own) }
    }

    /// Gives mentions to an entity, for another reason if one is given.
    fn give(&mut self, mentions: Vec<(u32, u32)>, entity: u32, reason: Option<Reason>) {
        for &(document, place) in &mentions {
            let linked = &mut self.documents[document as usize][place as usize];
            linked.entity = entity;
            linked.reason = reason.unwrap_or(linked.reason);
        }
        if entity != NONE {
            self.mentions_of[entity as usize].extend(mentions);
        }
    }

    /// Adds a mention of `entity`, unless it lies on a longer one; tells whether it was added.
    fn add(&mut self, document: usize, mention: Mention, entity: u32, form: &'a str) -> bool {
        let mentions = &mut self.documents[document];
        let Span { start, end } = mention.span;
        let overlapping: Vec<usize> = mentions
            .iter()
            .enumerate()
            .filter(|(_, own)| own.entity != NONE)
            .filter(|(_, own)| own.mention.span.start < end && start < own.mention.span.end)
            .map(|(place, _)| place)
            .collect();
        if overlapping.iter().any(|&place| mentions[place].mention.span.len() > mention.span.len()) {
            return false;
        }
        overlapping.into_iter().for_each(|place| mentions[place].entity = NONE);
        self.mentions_of[entity as usize].push((document as u32, mentions.len() as u32));
        mentions.push(LinkedMention { mention, entity, reason: Reason::Decided });
        self.forms[document].push(form);
        true
    }

    fn renamed(&self, decision: &Decision, now_called: impl Fn(&Entity) -> Option<Entity>) -> Decision {
        let mut renamed = decision.clone();
        for entity in renamed.entities_mut().filter(|entity| !self.numbers.contains_key(*entity)) {
            let now = now_called(entity).filter(|now| self.numbers.contains_key(now));
            *entity = now.unwrap_or_else(|| entity.clone());
        }
        renamed
    }

    /// The entities that are named, sorted, and for each document its mentions, sorted, of the entities by their
    /// places there.
    pub fn finish(mut self) -> (Vec<Entity>, Vec<Vec<LinkedMention>>) {
        let mut is_named = vec![false; self.entities.len()];
        for mentions in &mut self.documents {
            mentions.retain(|linked| linked.entity != NONE);
            order::by_key(mentions, |linked| linked.mention);
            for LinkedMention { mention, entity, .. } in mentions {
                mention.label = self.entities[*entity as usize].label;
                is_named[*entity as usize] = true;
            }
        }
        let mut order: Vec<u32> =
            (0..self.entities.len() as u32).filter(|&number| is_named[number as usize]).collect();
        order::by(&mut order, |&a, &b| self.entities[a as usize].cmp(&self.entities[b as usize]));
        let mut places = vec![NONE; self.entities.len()];
        (0..).zip(&order).for_each(|(place, &number)| places[number as usize] = place);
        let linked = self.documents.iter_mut().flatten();
        linked.for_each(|linked| linked.entity = places[linked.entity as usize]);
        let mut entities: Vec<Option<Entity>> = self.entities.into_iter().map(Some).collect();
        let entities = order.iter().map(|&number| entities[number as usize].take());
        (entities.map(|entity| entity.expect("each is in the order once")).collect(), self.documents)
    }
}
