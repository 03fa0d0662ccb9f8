//! Every hit with the words around it: `kwic`.

use crate::Outcome;
use crate::load::Inputs;
use crate::print::{counted, pointed, print, printable};
use clap::Args;
use corpus_viewer::view::{self, KwicLine, KwicOptions};
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr;

/// The lines of a concordance.
#[derive(Args)]
pub struct Lines {
    /// What to look for; with --entity or --label, in which articles
    #[arg(
        short,
        value_name = "NODE",
        allow_hyphen_values = true,
        default_value = "",
        hide_default_value = true,
        required_unless_present_any = ["entity", "label"]
    )]
    query: String,
    /// How many words to print on each side, at most 100
    #[arg(long, default_value_t = 10)]
    window: usize,
    /// Up to three of 3L, 2L, 1L, N, 1R, 2R and 3R, as 1R,2R [default: as in the corpus]
    #[arg(long, default_value = "", hide_default_value = true)]
    sort: String,
    /// The most lines to print [default: all]
    #[arg(long)]
    limit: Option<usize>,
    /// Draw at most so many lines at random
    #[arg(long, value_name = "N")]
    sample: Option<usize>,
    /// What to draw them by: the same seed draws the same
    #[arg(long, value_name = "N", default_value_t = 0)]
    seed: u64,
    /// A query that the articles have to satisfy too
    #[arg(
        long,
        value_name = "QUERY",
        allow_hyphen_values = true,
        default_value = "",
        hide_default_value = true
    )]
    filter: String,
    /// Print the mentions of the entity with this id, as "PER:Marco Rubio"
    #[arg(long, value_name = "ID")]
    entity: Option<String>,
    /// Print the mentions with this label, as PER
    #[arg(long, conflicts_with = "entity")]
    label: Option<String>,
}

pub fn kwic(inputs: &Inputs, lines: &Lines, json: bool, csv: bool) -> Outcome {
    let loaded = inputs.load()?;
    let options = KwicOptions {
        window: lines.window,
        sort: lines.sort.clone(),
        limit: lines.limit.unwrap_or(usize::MAX),
        offset: 0,
        filter: lines.filter.clone(),
        entity: lines.entity.clone(),
        label: lines.label.clone(),
        sample: lines.sample,
        seed: lines.seed,
    };
    let page = view::kwic(&loaded.file, &lines.query, &options).map_err(pointed)?;
    print(|out| match (json, csv) {
        (true, _) => writeln!(out, "{}", serde_json::to_string(&page)?),
        (_, true) => print_table(out, &page.lines),
        _ => {
            print_aligned(out, &page.lines)?;
            let drawn =
                if page.sampled < page.total { format!(", {} drawn", page.sampled) } else { String::new() };
            writeln!(out, "{} found{drawn}", counted(page.total, "line"))
        }
    })?;
    Ok(loaded.done())
}

/// The lines as CSV (RFC 4180).
fn print_table(out: &mut dyn Write, lines: &[KwicLine]) -> io::Result<()> {
    write!(out, "id,title,date,source,left,node,right\r\n")?;
    let quoted = |value: &str| match value.contains(['"', ',', '\r', '\n']) {
        true => format!("\"{}\"", value.replace('"', "\"\"")),
        false => value.to_owned(),
    };
    lines.iter().try_for_each(|line| {
        let (date, source) = (line.date.as_deref(), line.source.as_deref());
        let row = [&*line.id, &*line.title, date.unwrap_or_default(), source.unwrap_or_default()];
        let row = row.into_iter().chain([&*line.left, &*line.node, &*line.right]).map(quoted);
        write!(out, "{}\r\n", row.collect::<Vec<_>>().join(","))
    })
}

/// The lines in columns, the nodes one under the other, as wide as a terminal shows them.
fn print_aligned(out: &mut dyn Write, lines: &[KwicLine]) -> io::Result<()> {
    let rows: Vec<[String; 4]> = lines
        .iter()
        .map(|line| [&line.id, &line.left, &line.node, &line.right].map(|text| printable(text)))
        .collect();
    let wide = |column: usize| rows.iter().map(|row| row[column].trim().width()).max().unwrap_or(0);
    let [id_width, left_width, node_width] = [0, 1, 2].map(wide);
    rows.iter().try_for_each(|row| {
        let [id, left, node, right] = row.each_ref().map(|text| text.trim());
        let space = |width: usize, text: &str| " ".repeat(width - text.width());
        let (before, behind, last) = (space(id_width, id), space(left_width, left), space(node_width, node));
        writeln!(out, "{}", format!("{id}{before}  {behind}{left}  {node}{last}  {right}").trim_end())
    })
}
