//! What the names of columns and JSON fields mean, in English, Spanish, French, German and Portuguese.

use super::table::Role;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// For each role its usual names, without spaces and signs, the surest first. A name that
/// could mean several things comes last, so that it counts only if nothing better is there.
const NAMES: [(Role, &str); 8] = [
    (
        Role::Text,
        "text body content articlebody maintext fulltext articletext bodytext articlecontent plaintext \
         contents article story transcript message post texto cuerpo contenido textocompleto \
         cuerpodelanoticia noticia artículo articulo texte corps contenu textecomplet inhalt volltext \
         artikeltext haupttext fließtext beitrag artikel corpo conteúdo conteudo notícia matéria \
         materia abstract summary description",
    ),
    (
        Role::Title,
        "title headline heading articletitle head dctitle título titulo titular encabezado titre titel \
         überschrift ueberschrift schlagzeile manchete cabeçalho subject",
    ),
    (
        Role::Date,
        "date published pubdate publishedat datepublished publicationdate publishdate publisheddate \
         publishedon dateofpublication webpublicationdate dcdate fecha fechadepublicación \
         fechadepublicacion fechapublicacion publicado datedepublication datepublication datum \
         erscheinungsdatum veröffentlichungsdatum veröffentlicht datadepublicação datadepublicacao \
         publicadoem datetime timestamp created createdat year año année annee jahr ano time day data",
    ),
    (
        Role::Author,
        "author authors byline creator writer reporter journalist dccreator autor autora autores auteur \
         auteurs autrice verfasser autorin autoren redactor by",
    ),
    (
        Role::Source,
        "source publisher outlet newspaper publication sourcename sitename dcpublisher journal media \
         medium site domain fuente medio periódico periodico diario éditeur editeur quelle zeitung \
         verlag fonte veículo veiculo jornal",
    ),
    (
        Role::Url,
        "url link uri href weburl articleurl sourceurl permalink canonicalurl enlace lien adresse \
         endereço",
    ),
    (
        Role::Id,
        "id docid documentid articleid identifier uid uuid guid dcidentifier identificador identifiant \
         kennung filename file",
    ),
    (Role::Language, "language lang idioma lengua langue sprache língua lingua"),
];

/// Each name with its role, and its place among the names of that.
static KNOWN: LazyLock<FxHashMap<&str, (Role, usize)>> = LazyLock::new(|| {
    let mut known = FxHashMap::default();
    for (role, names) in NAMES {
        known.extend(names.split_whitespace().enumerate().map(|(place, name)| (name, (role, place))));
    }
    known
});

/// What fields of these names are: each role but metadata is given once, to the surest name.
///
/// A name is compared by its letters alone: "Published At" is "published_at".
pub(super) fn by_name<'a>(names: impl Iterator<Item = &'a str>) -> Vec<Role> {
    let mut roles = Vec::new();
    let mut surest: Vec<(Role, usize, usize)> = Vec::new();
    for name in names {
        let at = roles.len();
        roles.push(Role::Metadata);
        let Some(&(role, place)) = KNOWN.get(&*key(name)) else { continue };
        match surest.iter_mut().find(|(known, ..)| *known == role) {
            None => surest.push((role, place, at)),
            Some(best) if place < best.1 => *best = (role, place, at),
            Some(_) => {}
        }
    }
    for (role, _, at) in surest {
        roles[at] = role;
    }
    roles
}

fn key(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_one_role() {
        let mut names: Vec<&str> = NAMES.iter().flat_map(|(_, names)| names.split_whitespace()).collect();
        names.iter().for_each(|name| assert_eq!(key(name), *name));
        names.sort_unstable();
        assert!(names.windows(2).all(|pair| pair[0] != pair[1]), "{names:?}");
    }

    #[test]
    fn the_surest_name_wins_and_the_others_are_metadata() {
        let roles =
            by_name(["Summary", "Published At", "created_at", "body", "Überschrift", "desk"].into_iter());
        let expected = [Role::Metadata, Role::Date, Role::Metadata, Role::Text, Role::Title, Role::Metadata];
        assert_eq!(roles, expected);
    }
}
