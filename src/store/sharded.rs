//! A corpus as a head, which is opened first, and shards, which are read when what is in them is asked for:
//! articles and posting lists by the hundred kilobytes.
//!
//! The head is a `.corpus` file. In it the sections of records, texts, mentions, tokens and posting lists have
//! but their tables, and each part tells where the rest is:
//!
//! ```text
//! shards  = articles u32, { end in each of four sections u32, checksum u32 }
//!           lists u32, { end u32, checksum u32 }
//! ```
//! A shard of articles holds their records, blocks of text, mentions and tokens, one after another; a shard of
//! lists holds whole lists. Shards are counted over all parts. A checksum is the CRC-32 of a shard.

use super::part::Part;
use super::{CorpusFile, FORMAT_VERSION, Section, StoreError, container, malformed};
use crate::bytes::Bytes;
use crate::codec::{Malformed, Reader};
use crate::corpus::DocId;
use crate::shards::{Body, Shards, Stretch};
use std::sync::Arc;

/// The sections that shards of articles have a share of, in their order in a shard.
const OF_ARTICLES: [Section; 4] = [Section::Documents, Section::Texts, Section::Mentions, Section::Forward];

/// How long a shard is at least, but for the last: short enough for one article to come quickly, long enough
/// for a corpus not to be of very many files.
const SHARD: usize = 128 * 1024;

/// A corpus as it lies in a folder.
pub struct ShardedCorpus {
    /// A `.corpus` file to be [opened](CorpusFile::decode).
    pub head: Vec<u8>,
    /// What [`CorpusFile::put_shard`] is to be given when they are [missed](CorpusFile::take_missed).
    pub shards: Vec<Vec<u8>>,
}

impl CorpusFile {
    /// The corpus as a head and shards.
    ///
    /// ```
    /// use corpus_viewer::{pipeline, store::CorpusFile};
    /// let file = pipeline::build_texts([("a", "The army left Quito on Monday.")]);
    /// let sharded = file.sharded()?;
    /// let opened = CorpusFile::decode(sharded.head)?;
    /// assert!(opened.document(0).is_err());
    /// for number in opened.take_missed() {
    ///     opened.put_shard(number, sharded.shards[number as usize].clone())?;
    /// }
    /// assert_eq!(opened.document(0), file.document(0));
    /// # Ok::<(), corpus_viewer::store::StoreError>(())
    /// ```
    ///
    /// # Errors
    /// It is in shards itself, and some are not here.
    pub fn sharded(&self) -> Result<ShardedCorpus, StoreError> {
        self.needs_all()?;
        let mut shards = Vec::new();
        let mut sections = self.sections_of_file();
        for (number, part) in (0..).zip(&self.parts) {
            let cutter = Cutter::new(part);
            for (section, body) in part.sections() {
                let bytes = match OF_ARTICLES.iter().position(|&own| own == section) {
                    Some(place) => Bytes::from(&body.head()[..cutter.ends_of(0)[place]]),
                    None if section == Section::Lists => Bytes::default(),
                    None => whole(body)?,
                };
                sections.push(container::Section { kind: section.kind(), part: number, bytes });
            }
            let bytes = cutter.cut(&mut shards)?.into();
            sections.push(container::Section { kind: Section::Shards.kind(), part: number, bytes });
        }
        Ok(ShardedCorpus { head: container::encode(FORMAT_VERSION, &sections), shards })
    }

    /// The shards that were asked for since the last call and are not here, ascending. Whatever was answered
    /// meanwhile is to be asked again when they are.
    pub fn take_missed(&self) -> Vec<u32> {
        self.shards().map(Shards::take_missed).unwrap_or_default()
    }

    /// Whether something was missed since [`take_missed`](Self::take_missed) was called last: what was worked out
    /// meanwhile is not to be kept.
    pub fn has_missed(&self) -> bool {
        self.shards().is_some_and(Shards::has_missed)
    }

    /// Takes a shard.
    ///
    /// # Errors
    /// The corpus has no such shard.
    pub fn put_shard(&self, number: u32, bytes: Vec<u8>) -> Result<(), StoreError> {
        let is_taken = self.shards().is_some_and(|shards| shards.put(number, bytes));
        if is_taken { Ok(()) } else { Err(StoreError::Shard { number }) }
    }

    /// All of it has to be here.
    ///
    /// # Errors
    /// Some of its shards are not: they are noted as missed.
    pub fn needs_all(&self) -> Result<(), StoreError> {
        let bodies = self.parts.iter().flat_map(Part::sections).map(|(_, body)| body);
        // Each is looked at, for all that lack to be noted.
        let lacking = bodies.filter(|body| !body.is_here()).count();
        if lacking == 0 { Ok(()) } else { Err(StoreError::NotHere) }
    }

    /// All of these documents has to be here: whoever reads several asks for them at once.
    ///
    /// # Errors
    /// As [`needs_all`](Self::needs_all).
    pub fn needs(&self, documents: impl IntoIterator<Item = DocId>) -> Result<(), StoreError> {
        if self.shards().is_none() {
            return Ok(());
        }
        let here = |(part, doc): (&Part, DocId)| {
            // The mentions and tokens of a document are in the shard of its record.
            let has_record = part.documents.id(doc).is_ok();
            part.texts.is_here(part.documents.text_range(doc)) && has_record
        };
        let lacking =
            documents.into_iter().filter_map(|doc| self.part_of(doc)).filter(|place| !here(*place)).count();
        if lacking == 0 { Ok(()) } else { Err(StoreError::NotHere) }
    }

    fn shards(&self) -> Option<&Shards> {
        self.parts.iter().flat_map(Part::sections).find_map(|(_, body)| body.shards())
    }
}

fn whole(body: &Body) -> Result<Bytes, StoreError> {
    body.whole().map_err(|Malformed| StoreError::NotHere)
}

/// Cuts the sections of a part.
struct Cutter<'a> {
    part: &'a Part,
    sections: Vec<(Section, &'a Body)>,
}

impl<'a> Cutter<'a> {
    fn new(part: &'a Part) -> Self {
        Cutter { part, sections: part.sections().collect() }
    }

    /// Where the first `documents` end in each section of articles.
    fn ends_of(&self, documents: u32) -> [usize; OF_ARTICLES.len()] {
        let Part { documents: records, texts, mentions, .. } = self.part;
        let text_end = documents.checked_sub(1).map_or(0, |last| records.text_range(last).end);
        let tokens = self.part.segment().forward().end_of(documents as usize);
        [records.end_of(documents), texts.end_with(text_end), mentions.end_of(documents), tokens]
    }

    /// Appends the shards, and gives the table of them.
    fn cut(&self, shards: &mut Vec<Vec<u8>>) -> Result<Vec<u8>, StoreError> {
        let articles = self.cut_articles(shards)?;
        let lists = self.cut_lists(shards)?;
        let mut table = Vec::new();
        for (count, rows) in [articles, lists] {
            table.extend((count as u32).to_le_bytes());
            table.extend(rows.into_iter().flat_map(u32::to_le_bytes));
        }
        Ok(table)
    }

    fn cut_articles(&self, shards: &mut Vec<Vec<u8>>) -> Result<(usize, Vec<u32>), StoreError> {
        let bytes = OF_ARTICLES.map(|section| self.bytes(section));
        let (mut rows, mut count) = (Vec::new(), 0);
        let mut starts = self.ends_of(0);
        for documents in 1..=self.part.documents() {
            let ends = self.ends_of(documents);
            let length: usize = ends.iter().zip(starts).map(|(end, start)| end - start).sum();
            if length < SHARD && documents < self.part.documents() {
                continue;
            }
            let mut shard = Vec::with_capacity(length);
            for (place, bytes) in bytes.iter().enumerate() {
                shard.extend_from_slice(&bytes.as_ref().map_err(|&error| error)?[starts[place]..ends[place]]);
            }
            rows.extend(ends.map(|end| end as u32));
            rows.push(crc32fast::hash(&shard));
            shards.push(shard);
            starts = ends;
            count += 1;
        }
        Ok((count, rows))
    }

    fn cut_lists(&self, shards: &mut Vec<Vec<u8>>) -> Result<(usize, Vec<u32>), StoreError> {
        let bytes = self.bytes(Section::Lists)?;
        let (mut rows, mut count) = (Vec::new(), 0);
        let mut start = 0;
        for entry in self.part.segment().terms().entries() {
            let end = entry.list.end;
            if end - start < SHARD && end < bytes.len() || end == start {
                continue;
            }
            let shard = bytes[start..end].to_vec();
            rows.extend([end as u32, crc32fast::hash(&shard)]);
            shards.push(shard);
            start = end;
            count += 1;
        }
        Ok((count, rows))
    }

    fn bytes(&self, wanted: Section) -> Result<Bytes, StoreError> {
        let found = self.sections.iter().find(|(section, _)| *section == wanted);
        whole(found.expect("a part has every section").1)
    }
}

/// Where the sections of a part are cut, and the checksums of its shards.
struct Table {
    articles: Vec<([usize; OF_ARTICLES.len()], u32)>,
    lists: Vec<(usize, u32)>,
}

impl Table {
    fn read(bytes: &[u8]) -> Result<Self, Malformed> {
        let mut reader = Reader::new(bytes);
        let mut table = Table { articles: Vec::new(), lists: Vec::new() };
        for _ in 0..reader.u32()? {
            let mut ends = [0; OF_ARTICLES.len()];
            for end in &mut ends {
                *end = reader.u32()? as usize;
            }
            table.articles.push((ends, reader.u32()?));
        }
        for _ in 0..reader.u32()? {
            table.lists.push((reader.u32()? as usize, reader.u32()?));
        }
        if reader.is_at_end() { Ok(table) } else { Err(Malformed) }
    }

    fn checksums(&self) -> impl Iterator<Item = u32> {
        let articles = self.articles.iter().map(|row| row.1);
        articles.chain(self.lists.iter().map(|row| row.1))
    }
}

/// The tables of all parts, and the shards they speak of.
pub(super) struct Tables {
    /// Each with the number of its first shard.
    parts: Vec<(u32, Table)>,
    shards: Arc<Shards>,
}

impl Tables {
    /// Those in a file with these sections, if it is in shards.
    pub fn find(sections: &[container::Section<Bytes>]) -> Result<Option<Tables>, StoreError> {
        let mut parts = Vec::new();
        let mut checksums = Vec::new();
        for section in sections.iter().filter(|section| section.kind == Section::Shards.kind()) {
            let table = Table::read(&section.bytes).map_err(malformed(Section::Shards))?;
            let first = checksums.len() as u32;
            checksums.extend(table.checksums());
            parts.push((first, table));
        }
        let shards = Arc::new(Shards::new(checksums));
        Ok(if parts.is_empty() { None } else { Some(Tables { parts, shards }) })
    }

    /// The sections of a part that begin like this, with their rest in shards.
    pub fn bodies(&self, part: usize, heads: [Bytes; 13]) -> Result<[Body; 13], Malformed> {
        let (first, table) = self.parts.get(part).ok_or(Malformed)?;
        let places = OF_ARTICLES.map(Section::place_in_part);
        let mut stretches = OF_ARTICLES.map(|_| Vec::with_capacity(table.articles.len()));
        let mut starts = places.map(|place| heads[place].len());
        for (shard, (ends, _)) in (*first..).zip(&table.articles) {
            let mut start = 0;
            for (place, &end) in ends.iter().enumerate() {
                stretches[place].push(Stretch { end, shard, start });
                start += end.checked_sub(starts[place]).ok_or(Malformed)?;
            }
            starts = *ends;
        }
        let first_list = first + table.articles.len() as u32;
        let lists: Vec<Stretch> = (first_list..)
            .zip(&table.lists)
            .map(|(shard, &(end, _))| Stretch { end, shard, start: 0 })
            .collect();
        if !lists.is_sorted_by_key(|stretch| stretch.end) {
            return Err(Malformed);
        }
        let rest = places.into_iter().zip(stretches).chain([(Section::Lists.place_in_part(), lists)]);
        let mut bodies = heads.map(Body::from);
        for (place, stretches) in rest {
            let head = bodies[place].whole()?;
            bodies[place] = Body::sharded(head, stretches, self.shards.clone());
        }
        Ok(bodies)
    }
}
