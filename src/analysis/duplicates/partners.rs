//! For each document those most like it.

use crate::corpus::DocId;

/// How many are kept for each document. Where more are alike, they are found through one another.
pub const MOST: usize = 16;

/// Two documents that are alike.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    pub docs: (DocId, DocId),
    /// In how many places their sketches agree.
    pub agreements: u16,
}

pub struct Partners {
    /// For each document, the agreements with its partners, and who they are.
    pub of: Vec<Vec<(u16, DocId)>>,
}

impl Partners {
    pub fn has(&self, doc: DocId, other: DocId) -> bool {
        self.of[doc as usize].iter().any(|partner| partner.1 == other)
    }

    /// Makes `other`, which is none yet, a partner of `doc`, if it is more like it than one of those are.
    pub fn add(&mut self, doc: DocId, other: DocId, agreements: u16) {
        let partners = &mut self.of[doc as usize];
        if partners.len() < MOST {
            partners.push((agreements, other));
        } else if let Some(worst) = partners.iter_mut().min()
            && worst.0 < agreements
        {
            *worst = (agreements, other);
        }
    }

    /// Every two of whom one is a partner of the other, once.
    pub fn pairs(&self) -> Vec<Pair> {
        let mut pairs = Vec::new();
        for (doc, partners) in (0..).zip(&self.of) {
            // Where each is a partner of the other, the later of them tells.
            let told = partners.iter().filter(|&&(_, other)| other < doc || !self.has(other, doc));
            pairs.extend(told.map(|&(agreements, other)| Pair { docs: (doc, other), agreements }));
        }
        pairs
    }
}
