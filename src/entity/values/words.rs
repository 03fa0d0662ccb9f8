//! Sets of words, short enough to read where they are used.

/// Folded words with spaces between. Looked through from the start: for what is asked seldom.
pub(super) struct Words(pub &'static str);

impl Words {
    pub fn hold(&self, word: &str) -> bool {
        self.0.split(' ').any(|known| known == word)
    }
}
