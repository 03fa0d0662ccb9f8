//! The command: the only file that knows the disk.

use clap::{Args, Parser, Subcommand, ValueEnum};
use corpus_viewer::entity::{Annotator, english};
use corpus_viewer::ingest::{
    Found, Ingest, IngestError, MAX_BYTES, METADATA, Role, Skipped, Table, is_corpus, is_folder_article,
};
use corpus_viewer::normalize::Normalizer;
use corpus_viewer::pipeline::Builder;
use corpus_viewer::publish::{self, Level};
use corpus_viewer::query::{MAX_QUERY_BYTES, Query, Source};
use corpus_viewer::rank::Search;
use corpus_viewer::span::{ScalarCounter, Span};
use corpus_viewer::store::CorpusFile;
use corpus_viewer::token;
use corpus_viewer::view::{self, CorpusError, KwicLine, KwicOptions, Run, SearchOptions};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::error::Error;
use std::fs;
use std::io::{self, BufRead, BufWriter, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;
use unicode_width::UnicodeWidthStr;

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

#[derive(Args)]
struct Inputs {
    /// Files, folders, or - for JSON lines on standard input
    #[arg(value_name = "INPUT", required = true)]
    paths: Vec<PathBuf>,
}

/// The lines of a concordance.
#[derive(Args)]
struct Lines {
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

/// What is given away, and in which viewer.
#[derive(Args)]
struct Published {
    /// How much of the articles: all, the words around the hits of --query, or counts of words alone
    #[arg(long, value_enum, default_value_t = Much::Full)]
    level: Much,
    /// With --level snippets: what to look for
    #[arg(long, value_name = "QUERY", allow_hyphen_values = true, required_if_eq("level", "snippets"))]
    query: Option<String>,
    /// With --level snippets: how many words on each side of a hit
    #[arg(long, default_value_t = 10)]
    words: usize,
    /// The folder of the built viewer [default: dist here or beside the program]
    #[arg(long, value_name = "DIR")]
    shell: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Much {
    Full,
    Snippets,
    Counts,
}

impl Published {
    fn level(&self) -> Level {
        match self.level {
            Much::Full => Level::Full,
            Much::Snippets => {
                Level::Snippets { query: self.query.clone().unwrap_or_default(), words: self.words }
            }
            Much::Counts => Level::Counts,
        }
    }

    /// The folder of the built viewer.
    fn viewer(&self) -> Result<PathBuf, Box<dyn Error>> {
        let beside = std::env::current_exe().ok().and_then(|exe| Some(exe.parent()?.join("dist")));
        let folders = match &self.shell {
            Some(given) => vec![given.clone()],
            None => [Some(PathBuf::from("dist")), beside].into_iter().flatten().collect(),
        };
        let found = folders.into_iter().find(|folder| folder.join(SHELL).is_file());
        Ok(found.ok_or("there is no built viewer here: run `make build`, or name its folder with --shell")?)
    }
}

/// The page that a corpus is put into.
const SHELL: &str = "shell.html";

/// The files of a site: the page, the folder of the program, and that of the corpus.
const INDEX: &str = "index.html";
const VIEWER: &str = "viewer";
const CORPUS: &str = "corpus";

/// The reader of PDF in the folder of the program.
const PDF: &str = "pdf.js";

/// How a command that worked ended.
enum Done {
    Whole,
    SomeSkipped,
}

type Outcome = Result<Done, Box<dyn Error>>;

fn main() -> ExitCode {
    let outcome = match Cli::parse().command {
        Command::Build { inputs, output } => build(&inputs, &output),
        Command::Page { inputs, output, pdf, published } => page(&inputs, &output, pdf, &published),
        Command::Site { inputs, output, published } => site(&inputs, &output, &published),
        Command::Search { inputs, query: Some(query), limit, json, .. } => {
            search(&inputs, &query, limit.unwrap_or(20), json)
        }
        Command::Search { inputs, queries, limit, .. } => {
            search_all(&inputs, &queries.unwrap_or_default(), limit.unwrap_or(1000))
        }
        Command::Kwic { inputs, lines, json, csv } => kwic(&inputs, &lines, json, csv),
        Command::Entities { inputs, json } => entities(&inputs, json),
        Command::Annotate => {
            let mut annotator = Annotator::new(english());
            each_line(|line| annotate(&mut annotator, line))
        }
        Command::Tokens => each_line(tokens),
        Command::Info { inputs, json } => info(&inputs, json),
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

fn build(inputs: &Inputs, output: &Path) -> Outcome {
    let loaded = inputs.load()?;
    write_file(output, &loaded.file.encode()?)?;
    Ok(loaded.done())
}

fn page(inputs: &Inputs, output: &Path, pdf: bool, published: &Published) -> Outcome {
    let viewer = published.viewer()?;
    let no_place =
        |_| "the shell.html of the viewer has no place for what the page is to hold: run `make build`";
    let mut shell = fs::read_to_string(viewer.join(SHELL))?;
    if pdf {
        let script = viewer.join(VIEWER).join(PDF);
        let script = fs::read(&script).map_err(|error| format!("{}: {error}", script.display()))?;
        shell = publish::with_pdf(&shell, &script).map_err(no_place)?;
    }
    let loaded = inputs.load()?;
    let pieces = publish::pieces(&loaded.file, &published.level()).map_err(pointed)?;
    let packed: Vec<Vec<u8>> = pieces.iter().map(|piece| publish::gzipped(piece)).collect();
    let page = publish::page(&shell, &packed).map_err(no_place)?;
    write_file(output, page.as_bytes())?;
    Ok(loaded.done())
}

fn site(inputs: &Inputs, output: &Path, published: &Published) -> Outcome {
    let viewer = published.viewer()?;
    let corpus = output.join(CORPUS);
    let is_site = corpus.join(publish::HEAD).is_file();
    if !is_site && fs::read_dir(output).is_ok_and(|mut entries| entries.next().is_some()) {
        let output = output.display();
        return Err(format!(
            "{output} holds other files already: name a new folder, or a site to write anew"
        )
        .into());
    }
    let loaded = inputs.load()?;
    let reduced = publish::reduced(&loaded.file, &published.level()).map_err(pointed)?;
    let sharded = reduced.sharded()?;
    fs::create_dir_all(&corpus)?;
    fs::create_dir_all(output.join(VIEWER))?;
    copy_file(&viewer.join(INDEX), &output.join(INDEX))?;
    for file in files_in(&viewer.join(VIEWER))? {
        copy_file(&file, &output.join(VIEWER).join(file.file_name().unwrap_or_default()))?;
    }
    // Those of the site that was here before, which may have had more.
    for file in files_in(&corpus)?.iter().filter(|file| publish::is_of_site(&file.to_string_lossy())) {
        fs::remove_file(file)?;
    }
    publish::site(&sharded)
        .try_for_each(|(name, script)| write_file(&corpus.join(name), script.as_bytes()))?;
    Ok(loaded.done())
}

fn files_in(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = fs::read_dir(folder).and_then(|entries| entries.collect::<io::Result<Vec<_>>>());
    let entries = entries.map_err(|error| format!("{}: {error}", folder.display()))?;
    Ok(entries.iter().map(fs::DirEntry::path).collect())
}

fn copy_file(from: &Path, to: &Path) -> Result<(), String> {
    let copied = fs::copy(from, to);
    copied.map(|_| ()).map_err(|error| format!("{} to {}: {error}", from.display(), to.display()))
}

fn search(inputs: &Inputs, query: &str, limit: usize, json: bool) -> Outcome {
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

/// Text of a corpus or a file name, with nothing in it that a terminal would obey.
fn printable(text: &str) -> String {
    text.replace(char::is_control, "\u{FFFD}")
}

/// The text of `runs`, hits in bold on a terminal and in square brackets elsewhere.
fn marked(runs: &[Run], styled: bool) -> String {
    let (on, off) = if styled { ("\x1b[1m", "\x1b[0m") } else { ("[", "]") };
    let mark = |run: &Run| {
        let text = printable(&run.text);
        if run.hit.is_some() { [on, &text, off].concat() } else { text }
    };
    runs.iter().map(mark).collect()
}

/// A mistake in a query, with a line that points at it.
fn pointed(error: CorpusError) -> String {
    let Some(place) = &error.place else { return error.message };
    if place.at.len() > MAX_QUERY_BYTES {
        return error.message;
    }
    let [before, at, after] = [&place.before, &place.at, &place.after].map(|part| printable(part));
    let indent = " ".repeat(before.width());
    let caret = "^".repeat(at.width().max(1));
    format!("{}\n  {before}{at}{after}\n  {indent}{caret}", error.message)
}

fn search_all(inputs: &Inputs, queries: &Path, limit: usize) -> Outcome {
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

fn kwic(inputs: &Inputs, lines: &Lines, json: bool, csv: bool) -> Outcome {
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

fn entities(inputs: &Inputs, json: bool) -> Outcome {
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

fn info(inputs: &Inputs, json: bool) -> Outcome {
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

/// One text of `annotate` and `tokens`.
#[derive(Deserialize)]
struct Line {
    id: Value,
    text: String,
}

/// Answers each JSON line of standard input with one on standard output.
fn each_line(mut answer: impl FnMut(&Line) -> Value) -> Outcome {
    let (mut answered, mut skipped) = (0, 0);
    let mut out = BufWriter::new(io::stdout().lock());
    for (number, line) in (1..).zip(io::stdin().lock().split(b'\n')) {
        let line = line?;
        let line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&line);
        if line.trim_ascii().is_empty() {
            continue;
        }
        match serde_json::from_slice(line) {
            Ok(line) => {
                writeln!(out, "{}", answer(&line))?;
                answered += 1;
            }
            Err(error) => {
                eprintln!("skipped: line {number}: {error}");
                skipped += 1;
            }
        }
    }
    out.flush()?;
    match (answered, skipped) {
        (_, 0) => Ok(Done::Whole),
        (0, _) => Err("no line could be read".into()),
        _ => Ok(Done::SomeSkipped),
    }
}

fn annotate(annotator: &mut Annotator, line: &Line) -> Value {
    let whole = Span::new(0, line.text.len());
    let mut scalars = ScalarCounter::new(&line.text);
    let spans: Vec<(usize, usize, &str)> = annotator
        .annotate(&line.text, &[whole])
        .iter()
        .map(|mention| {
            let (start, end) = in_scalars(&mut scalars, mention.span);
            (start, end, mention.label.code())
        })
        .collect();
    json!({ "id": line.id, "spans": spans })
}

fn tokens(line: &Line) -> Value {
    #[derive(Serialize)]
    struct Tokens<'a> {
        id: &'a Value,
        tokens: Vec<(usize, usize)>,
        sentences: Vec<(usize, usize)>,
    }
    let counted = |spans: &[Span]| {
        let mut scalars = ScalarCounter::new(&line.text);
        spans.iter().map(|&span| in_scalars(&mut scalars, span)).collect()
    };
    let words = token::words(&line.text);
    let sentences = token::sentences(&line.text, &words);
    json!(Tokens { id: &line.id, tokens: counted(&words), sentences: counted(&sentences) })
}

fn in_scalars(scalars: &mut ScalarCounter, span: Span) -> (usize, usize) {
    (scalars.at(span.start as usize), scalars.at(span.end as usize))
}

/// What the inputs gave, and what could not be read, which has been told.
struct Loaded {
    file: CorpusFile,
    skipped: Vec<Skipped>,
    tables: Vec<Table>,
}

impl Loaded {
    fn done(&self) -> Done {
        if self.skipped.is_empty() { Done::Whole } else { Done::SomeSkipped }
    }
}

impl Inputs {
    fn load(&self) -> Result<Loaded, Box<dyn Error>> {
        if let [path] = &*self.paths
            && is_corpus(&path.to_string_lossy())
        {
            let name = path.display();
            let bytes = fs::read(path).map_err(|error| format!("{name}: {error}"))?;
            let file = CorpusFile::decode(bytes).map_err(|error| format!("{name}: {error}"))?;
            return Ok(Loaded { file, skipped: Vec::new(), tables: Vec::new() });
        }
        let mut loader = Loader { builder: Builder::new(Annotator::new(english())), told: Instant::now() };
        for path in &self.paths {
            loader.add(path);
        }
        let tables = loader.builder.tables().to_vec();
        let (file, skipped) = loader.builder.finish();
        skipped.iter().for_each(|skipped| eprintln!("skipped: {}", printable(&skipped.to_string())));
        if file.documents() == 0 {
            return Err("there is no article in what was given".into());
        }
        Ok(Loaded { file, skipped, tables })
    }
}

/// Feeds files to a [`Builder`], and shows on a terminal how far it is.
struct Loader {
    builder: Builder,
    told: Instant,
}

impl Loader {
    fn add(&mut self, path: &Path) {
        let name = path.display().to_string();
        if name == "-" {
            let mut bytes = Vec::new();
            match io::stdin().lock().take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes) {
                Ok(_) => self.builder.add_source("standard input.jsonl", &bytes),
                Err(error) => self.builder.skip("standard input", unreadable(&error)),
            }
        } else if path.is_dir() {
            self.add_folder(path, "", &Ingest::default());
        } else {
            let file = path.file_name().map_or(name.clone(), |file| file.to_string_lossy().into_owned());
            self.add_file(path, &file, &Ingest::default());
        }
    }

    /// Adds the files of a folder in the order of their names. `below` is its path
    /// below the folder that was given, with a `/` at its end, or nothing. A list of
    /// metadata in it counts instead of that of the folder around it.
    fn add_folder(&mut self, folder: &Path, below: &str, around: &Ingest) {
        let own = self.metadata(&folder.join(METADATA), &format!("{below}{METADATA}"));
        let ingest = own.as_ref().unwrap_or(around);
        let entries = fs::read_dir(folder).and_then(|entries| entries.collect::<io::Result<Vec<_>>>());
        let mut entries = match entries {
            Ok(entries) => entries,
            Err(error) => return self.builder.skip(&folder.display().to_string(), unreadable(&error)),
        };
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            let name = entry.file_name().to_string_lossy().into_owned();
            if !is_folder_article(&name) {
                continue;
            }
            let path = entry.path();
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                self.add_folder(&path, &format!("{below}{name}/"), ingest);
            } else {
                self.add_file(&path, &format!("{below}{name}"), ingest);
            }
        }
    }

    /// Readers that know the list of metadata at `path`, if there is one.
    fn metadata(&mut self, path: &Path, name: &str) -> Option<Ingest> {
        if !path.exists() {
            return None;
        }
        match read_file(path) {
            Err(reason) => {
                self.builder.skip(name, reason);
                None
            }
            Ok(bytes) => {
                let mut ingest = Ingest::default();
                let unread = ingest.set_metadata(name, &bytes);
                unread.into_iter().map(Found::Skipped).for_each(|found| self.builder.add_found(name, found));
                Some(ingest)
            }
        }
    }

    fn add_file(&mut self, path: &Path, name: &str, ingest: &Ingest) {
        match read_file(path) {
            Err(reason) => self.builder.skip(&path.display().to_string(), reason),
            Ok(bytes) => self.builder.add_source_with(ingest, name, &bytes),
        }
        self.tell();
    }

    fn tell(&mut self) {
        let terminal = io::stderr().is_terminal();
        if terminal && self.told.elapsed().as_millis() > 200 {
            eprint!("\r{} read\x1b[K\r", counted(self.builder.documents(), "article"));
            self.told = Instant::now();
        }
    }
}

/// The bytes of a file; not of a pipe or a device, which may never end, nor of one that is too
/// large anyway.
fn read_file(path: &Path) -> Result<Vec<u8>, IngestError> {
    let metadata = fs::metadata(path).map_err(|error| unreadable(&error))?;
    if !metadata.is_file() {
        return Err(unreadable(&io::Error::other("it is not a file")));
    }
    if metadata.len() > MAX_BYTES as u64 && !is_corpus(&path.to_string_lossy()) {
        return Err(IngestError::TooLarge { bytes: metadata.len() });
    }
    fs::read(path).map_err(|error| unreadable(&error))
}

fn unreadable(error: &io::Error) -> IngestError {
    IngestError::Unreadable { message: error.to_string().into() }
}

fn counted(count: usize, thing: &str) -> String {
    if count == 1 { format!("1 {thing}") } else { format!("{count} {thing}s") }
}

fn print(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    write(&mut out)?;
    out.flush()
}

fn write_file(path: &Path, bytes: &[u8]) -> Result<(), String> {
    fs::write(path, bytes).map_err(|error| format!("{}: {error}", path.display()))
}
