//! The command: the only files that know the disk.

mod concordance;
mod lines;
mod load;
mod print;
mod publish;
mod search;

use clap::{Parser, Subcommand};
use concordance::Lines;
use load::Inputs;
use publish::Published;
use std::error::Error;
use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

/// Read, search and count a corpus of articles, and make it into one page.
///
/// INPUT is a file, a folder, or - for JSON lines on standard input. Read are plain text
/// and Markdown, web pages, tables (.csv, .tsv), JSON and JSON lines, Word and OpenDocument
/// (.docx, .odt), books (.epub), TEI and other XML, web archives (.warc), all of these in .zip
/// and .gz, and .corpus; not PDF, which the page reads (see page --pdf). A metadata.csv in a folder or
/// .zip tells more of the files beside it: names in its first column.
///
/// Exit status: 0 done, 1 some input was skipped, 2 the call, the query or every input was unusable.
#[derive(Parser)]
#[command(version, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Write one .corpus file, indexed and annotated
    Build {
        #[command(flatten)]
        inputs: Inputs,
        /// The .corpus file to write
        #[arg(short, value_name = "FILE")]
        output: PathBuf,
    },
    /// Write one self-contained page: viewer and corpus
    Page {
        #[command(flatten)]
        inputs: Inputs,
        /// The .html file to write
        #[arg(short, value_name = "FILE")]
        output: PathBuf,
        /// Put the reader of PDF into the page too: PDF files can be added then, and it is larger
        #[arg(long)]
        pdf: bool,
        #[command(flatten)]
        published: Published,
    },
    /// Write a folder for any static host, which opens from disk too: index.html, viewer and corpus
    Site {
        #[command(flatten)]
        inputs: Inputs,
        /// The folder to write: a new or empty one, or a site to write anew
        #[arg(short, value_name = "DIR")]
        output: PathBuf,
        #[command(flatten)]
        published: Published,
    },
    /// Find articles by words, "phrases", AND, OR, NOT and parentheses
    Search {
        #[command(flatten)]
        inputs: Inputs,
        /// What to look for
        #[arg(
            short,
            value_name = "QUERY",
            allow_hyphen_values = true,
            required_unless_present = "queries",
            conflicts_with = "queries"
        )]
        query: Option<String>,
        /// Lines "id<TAB>words" to look for, ranked by any of their words
        #[arg(long, value_name = "FILE", requires = "format")]
        queries: Option<PathBuf>,
        /// How to print what --queries finds: "qid Q0 docid rank score tag"
        #[arg(long, value_parser = ["trec"], requires = "queries")]
        format: Option<String>,
        /// The most articles to print for a query [default: 20, or 1000 with --queries]
        #[arg(long)]
        limit: Option<usize>,
        #[arg(long)]
        json: bool,
    },
    /// Print a concordance: every hit with the words around it
    Kwic {
        #[command(flatten)]
        inputs: Inputs,
        #[command(flatten)]
        lines: Lines,
        #[arg(long, conflicts_with = "csv")]
        json: bool,
        /// Print a table: a line of names, then the lines
        #[arg(long)]
        csv: bool,
    },
    /// Print who and what is named, with counts
    Entities {
        #[command(flatten)]
        inputs: Inputs,
        #[arg(long)]
        json: bool,
    },
    /// Mark names in texts: {"id","text"} lines in, {"id","spans"} lines out
    Annotate,
    /// Split texts: {"id","text"} lines in, {"id","tokens","sentences"} lines out
    Tokens,
    /// Print figures of the corpus, and what was skipped and why
    Info {
        #[command(flatten)]
        inputs: Inputs,
        #[arg(long)]
        json: bool,
    },
}

/// How a command that worked ended.
enum Done {
    Whole,
    SomeSkipped,
}

type Outcome = Result<Done, Box<dyn Error>>;

fn main() -> ExitCode {
    let outcome = match Cli::parse().command {
        Command::Build { inputs, output } => publish::build(&inputs, &output),
        Command::Page { inputs, output, pdf, published } => publish::page(&inputs, &output, pdf, &published),
        Command::Site { inputs, output, published } => publish::site(&inputs, &output, &published),
        Command::Search { inputs, query: Some(query), limit, json, .. } => {
            search::search(&inputs, &query, limit.unwrap_or(20), json)
        }
        Command::Search { inputs, queries, limit, .. } => {
            search::search_all(&inputs, &queries.unwrap_or_default(), limit.unwrap_or(1000))
        }
        Command::Kwic { inputs, lines, json, csv } => concordance::kwic(&inputs, &lines, json, csv),
        Command::Entities { inputs, json } => search::entities(&inputs, json),
        Command::Annotate => lines::annotate(),
        Command::Tokens => lines::tokens(),
        Command::Info { inputs, json } => search::info(&inputs, json),
    };
    match outcome {
        Ok(Done::Whole) => ExitCode::SUCCESS,
        Ok(Done::SomeSkipped) => ExitCode::from(1),
        Err(error) if is_closed_pipe(&*error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

/// Whoever read the output has had enough of it: "| head".
fn is_closed_pipe(error: &(dyn Error + 'static)) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}
