//! Headings that stand over what is not of the article, in the languages the web has most of.

/// What a heading stands over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Over {
    /// Other articles.
    Others,
    /// What readers wrote.
    Talk,
}

/// The most words of such a heading.
const MOST_WORDS: usize = 8;

/// What such headings begin with, in small letters.
const OTHERS: &[&str] = &[
    "advertisement",
    "also read",
    "also see",
    "articles liés",
    "artículos relacionados",
    "auch interessant",
    "aus dem archiv",
    "das könnte",
    "editor's picks",
    "editors' picks",
    "editors’ picks",
    "editors’ recommendations",
    "editors' recommendations",
    "explore more",
    "from our partners",
    "further reading",
    "in other news",
    "keep reading",
    "latest news",
    "latest stories",
    "lees ook",
    "leer también",
    "leggi anche",
    "leia também",
    "lesen sie auch",
    "lire aussi",
    "mehr zum thema",
    "mehr zu",
    "más noticias",
    "más sobre",
    "more from",
    "more news",
    "more on ",
    "more stories",
    "more to read",
    "most popular",
    "most read",
    "most viewed",
    "notícias relacionadas",
    "on the web",
    "passend zum thema",
    "popular posts",
    "read also",
    "read more",
    "read next",
    "recent posts",
    "recommended",
    "related",
    "see also",
    "similar articles",
    "sponsored",
    "sur le même sujet",
    "te puede interesar",
    "thema:",
    "top stories",
    "trending",
    "up next",
    "veja também",
    "verwandte",
    "weitere artikel",
    "weitere themen",
    "what to read next",
    "you may also",
    "you might also",
    "à lire aussi",
    "à lire sur",
    "à voir aussi",
    "ähnliche",
    "по теме",
    "читайте также",
    "相关阅读",
    "相关新闻",
    "関連記事",
    "about the author",
    "über den autor",
    "à propos de l'auteur",
    "sobre el autor",
];

/// The beginnings of words that name what readers wrote.
const TALK: &[&str] = &[
    "comment",
    "commentaire",
    "comentario",
    "comentário",
    "kommentar",
    "komment",
    "commenti",
    "reacties",
    "replies",
    "responses",
    "leave a reply",
    "комментари",
    "评论",
    "評論",
    "コメント",
];

/// What `line` stands over, if it says so.
pub(super) fn over(line: &str) -> Option<Over> {
    let words: Vec<&str> = line.split_whitespace().take(MOST_WORDS + 1).collect();
    if words.len() > MOST_WORDS || super::lines::ends_sentence(line) && !line.ends_with([':', '…']) {
        return None;
    }
    let line = line.trim_start_matches(|c: char| !c.is_alphabetic()).to_lowercase();
    if OTHERS.iter().any(|phrase| line.starts_with(phrase)) {
        return Some(Over::Others);
    }
    let is_talk =
        |word: &str| TALK.iter().any(|talk| word.starts_with(talk)) && !word.starts_with("commentary");
    let few =
        line.split_whitespace().take(2).any(|word| is_talk(word.trim_matches(|c: char| !c.is_alphabetic())));
    let thoughts =
        line.contains(" thoughts on ") || line.contains("gedanken zu ") || line.starts_with("leave a reply");
    (few || thoughts).then_some(Over::Talk)
}
