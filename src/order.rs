//! Order for lists that are put in order once a question, or are short.
//!
//! The standard library's sorts are built anew for every kind of list, 5 to 20 KB each. Here there is one for all,
//! which asks for every two what comes first: a call more, where comparing is not all there is to do.

use std::cmp::Ordering;

/// The numbers below `count` in the order that `compare` tells; equal ones ascend.
///
/// ```
/// let names = ["Quito", "Cuenca", "Ambato"];
/// assert_eq!(corpus_viewer::order::of(names.len(), &|a, b| names[a].cmp(names[b])), [2, 1, 0]);
/// ```
pub fn of(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|&a, &b| compare(a, b));
    order
}

/// Puts `items` in the order that `compare` tells; equal ones stay as they stand.
pub fn by<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let mut order = of(items.len(), &|a, b| compare(&items[a], &items[b]));
    // Place by place gets its item from where that stands, till the one that was in the first place is met.
    for first in 0..items.len() {
        let mut place = first;
        while order[place] != first {
            let next = order[place];
            items.swap(place, next);
            order[place] = place;
            place = next;
        }
        order[place] = place;
    }
}

/// [`by`] the keys of the items.
///
/// ```
/// let mut names = ["Quito", "Cuenca", "Loja", "Ambato"];
/// corpus_viewer::order::by_key(&mut names, |name| name.len());
/// assert_eq!(names, ["Loja", "Quito", "Cuenca", "Ambato"]);
/// ```
pub fn by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    by(items, |a, b| key(a).cmp(&key(b)));
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn lists_are_in_order_as_the_standard_library_sorts_them(mut items: Vec<(u8, u32)>) {
            let mut sorted = items.clone();
            sorted.sort_by_key(|item| item.0 % 16);
            super::by_key(&mut items, |item| item.0 % 16);
            prop_assert_eq!(items, sorted);
        }
    }
}
