//! What is found, named and known: `search`, `entities` and `info`.

use crate::Outcome;
use crate::load::Inputs;
use crate::print::{counted, marked, pointed, print, printable};
use corpus_viewer::ingest::{Role, Table};
use corpus_viewer::normalize::Normalizer;
use corpus_viewer::query::{Query, Source};
use corpus_viewer::rank::Search;
use corpus_viewer::view::{self, SearchOptions};
use std::fs;
use std::io::{self, IsTerminal};
use std::path::Path;
use std::time::Instant;

pub fn search(inputs: &Inputs, query: &str, limit: usize, json: bool) -> Outcome {
    let loaded = inputs.load()?;
    let start = Instant::now();
    let options = SearchOptions { limit, ..SearchOptions::default() };
    let page = view::search(&loaded.file, query, &options).map_err(pointed)?;
    let elapsed_ms = start.elapsed().as_secs_f64() * 1000.0;
    if json {
        let mut page = serde_json::to_value(&page)?;
        page["elapsedMs"] = elapsed_ms.into();
        print(|out| writeln!(out, "{page}"))?;
    } else {
        let styled = io::stdout().is_terminal();
        print(|out| {
            for hit in &page.hits {
                let date = hit.date.as_deref().unwrap_or("no date");
                let partial = if hit.partial { " (most of the words)" } else { "" };
                writeln!(out, "{} [{date}]{partial}", marked(&hit.heading, styled))?;
                writeln!(out, "  {}\n  {}\n", printable(&hit.id), marked(&hit.snippet, styled))?;
            }
            writeln!(out, "{} found in {elapsed_ms:.1} ms", counted(page.total, "article"))
        })?;
    }
    Ok(loaded.done())
}

pub fn search_all(inputs: &Inputs, queries: &Path, limit: usize) -> Outcome {
    let queries = fs::read_to_string(queries).map_err(|error| format!("{}: {error}", queries.display()))?;
    let queries = queries.trim_start_matches('\u{FEFF}').lines().filter(|line| !line.trim().is_empty());
    let queries: Vec<(&str, &str)> = queries
        .map(|line| {
            line.split_once('\t').ok_or_else(|| format!("a query without a tab after its id: {line}"))
        })
        .collect::<Result<_, _>>()?;
    let loaded = inputs.load()?;
    let normalizer = Normalizer::default();
    print(|out| {
        for (id, words) in &queries {
            let query = Query::any_word(words, &normalizer);
            let best = Search::new(&query, Source::all(&loaded.file), &normalizer).best(limit);
            for (place, scored) in (1..).zip(&best) {
                // The six columns are divided by white space.
                let doc = loaded.file.id(scored.doc).map_err(io::Error::other)?;
                let doc = doc.replace(char::is_whitespace, "_");
                writeln!(out, "{id} Q0 {doc} {place} {:.6} corpus-viewer", scored.score)?;
            }
        }
        Ok(())
    })?;
    Ok(loaded.done())
}

pub fn entities(inputs: &Inputs, json: bool) -> Outcome {
    let loaded = inputs.load()?;
    let options = view::EntityOptions { limit: usize::MAX, ..view::EntityOptions::default() };
    let list = view::entities(&loaded.file, &options).map_err(pointed)?;
    print(|out| {
        if json {
            return writeln!(out, "{}", serde_json::to_string(&list)?);
        }
        for row in &list.entities {
            writeln!(
                out,
                "{:8} {:5} {:5}  {}",
                row.label,
                row.mentions,
                row.documents,
                printable(&row.name)
            )?;
        }
        Ok(())
    })?;
    Ok(loaded.done())
}

pub fn info(inputs: &Inputs, json: bool) -> Outcome {
    let loaded = inputs.load()?;
    let info = view::info(&loaded.file, &loaded.skipped).map_err(pointed)?;
    let bytes = loaded.file.encode()?.len();
    print(|out| {
        if json {
            return writeln!(out, "{}", serde_json::to_string(&info)?);
        }
        let dates =
            info.dates.as_ref().map_or("none".to_owned(), |(first, last)| format!("{first} to {last}"));
        writeln!(out, "articles   {}", info.documents)?;
        writeln!(out, "dates      {dates}")?;
        writeln!(out, "tokens     {}", info.tokens)?;
        writeln!(out, "types      {}", info.types)?;
        writeln!(out, "entities   {} in {}", info.entities, counted(info.mentions, "mention"))?;
        writeln!(out, "text       {} bytes", info.text_bytes)?;
        writeln!(out, ".corpus    {bytes} bytes")?;
        loaded.tables.iter().try_for_each(|table| writeln!(out, "table      {}", described(table)))?;
        writeln!(out, "skipped    {}", info.skipped.len())?;
        info.skipped
            .iter()
            .try_for_each(|row| writeln!(out, "  {}: {}", printable(&row.name), printable(&row.reason)))
    })?;
    Ok(loaded.done())
}

/// A table and what its columns were taken for.
fn described(table: &Table) -> String {
    let columns = table.columns.iter().map(|column| {
        let role = match column.role {
            Role::Id => "id",
            Role::Text => "text",
            Role::Title => "title",
            Role::Date => "date",
            Role::Author => "author",
            Role::Source => "source",
            Role::Url => "address",
            Role::Language => "language",
            Role::Metadata => "metadata",
            Role::LeftOut => "left out",
        };
        format!("{} ({role})", column.name)
    });
    let columns = columns.collect::<Vec<_>>().join(", ");
    printable(&format!("{}, {}: {columns}", table.name, counted(table.rows, "row")))
}
