use super::lines::Lines;
use super::tree::Tree;
use crate::corpus::BlockKind;

pub(super) fn kinds(_tree: &Tree, lines: &Lines) -> Vec<BlockKind> {
    lines.lines.iter().map(|_| BlockKind::Paragraph).collect()
}
