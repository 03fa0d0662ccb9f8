use corpus_viewer::corpus::BlockKind;
use corpus_viewer::ingest::{Found, Ingest};
fn main() {
    let mode = std::env::args().nth(1).unwrap();
    for path in std::env::args().skip(2) {
        let bytes = std::fs::read(&path).unwrap();
        Ingest::default().read("x.html", &bytes, &mut |found| match found {
            Found::Document(raw) => {
                let kinds = raw.kinds.unwrap();
                for (at, (line, kind)) in raw.text.lines().zip(kinds).enumerate() {
                    if mode == "lines" {
                        println!("{at} {} {line}", &format!("{kind:?}")[..1]);
                    } else if kind == BlockKind::Paragraph {
                        println!("{line}");
                    }
                }
            }
            other => eprintln!("{path} {other:?}"),
        });
    }
}
