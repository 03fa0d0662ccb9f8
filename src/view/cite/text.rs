//! A citation as plain text.

use super::{Source, appeared, with_stop};

pub fn write(source: &Source) -> String {
    let Source { quote, title, author, date, url, link, accessed, .. } = source;
    let mut text = String::new();
    if let Some(quote) = quote {
        text += &format!("“{quote}”\n");
    }
    if let Some(author) = author {
        text += &format!("{author}: ");
    }
    text += &with_stop(title);
    let appeared = appeared(source.source.as_deref(), *date);
    if !appeared.is_empty() {
        text += &format!(" {appeared}.");
    }
    if let Some(url) = url {
        text += &format!(" {url}");
    }
    text.push('\n');
    if let Some(link) = link {
        let accessed = accessed.map(|day| format!(" (accessed {day})"));
        text += &format!("{link}{}\n", accessed.unwrap_or_default());
    }
    text
}
