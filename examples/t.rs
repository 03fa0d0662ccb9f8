use corpus_viewer::store::*;
use std::time::Instant;
fn main() {
    let b = std::fs::read(std::env::args().nth(1).unwrap()).unwrap();
    let t = Instant::now();
    let f = CorpusFile::decode(b).unwrap();
    println!("decode {:?}", t.elapsed());
    for _ in 0..2 {
        let t = Instant::now();
        let mut d = DraftBuilder::default();
        let mut r = f.reader();
        let mut docs = vec![];
        for i in 0..f.documents() {
            let x = r.document(i).unwrap();
            let m = f.mentions(i, &x.text).unwrap();
            docs.push((x, m.into_iter().map(|l| l.mention).collect::<Vec<_>>()));
        }
        println!("read docs {:?}", t.elapsed());
        let t = Instant::now();
        let c = cpu();
        for (x, m) in docs {
            d.add(&x, m);
        }
        let d = d.finish();
        println!("index {:?} cpu {}", t.elapsed(), cpu() - c);
        let g = CorpusFile::link(vec![d], &[]);
        let t = cpu();
        for _ in 0..3 {
            g.relink(&corpus_viewer::entity::Apart {
                entity: corpus_viewer::entity::Entity {
                    label: corpus_viewer::entity::Label::Per,
                    name: "x".into(),
                },
                form: "y".into(),
            })
            .unwrap();
        }
        println!("3 x link cpu {}", cpu() - t);
        let t = Instant::now();
        let n = g.encode().len();
        println!("encode {:?} {n}", t.elapsed());
    }
}
fn cpu() -> f64 {
    let s = std::fs::read_to_string("/proc/self/stat").unwrap();
    let v: Vec<&str> = s.split(' ').collect();
    (v[13].parse::<f64>().unwrap() + v[14].parse::<f64>().unwrap()) / 100.0
}
