//! Order for lists that are put in order once a question, or are short.
//!
//! The standard library's sorts are built anew for every kind of list, 5 to 20 KB each. Here there is one for all,
//! which asks for every two what comes first: a call more, where comparing is not all there is to do.

use std::cmp::Ordering;
use std::ops::Range;

/// The numbers below `count` in the order that `compare` tells; equal ones ascend.
///
/// ```
/// let names = ["Quito", "Cuenca", "Ambato"];
/// assert_eq!(corpus_viewer::order::of(names.len(), &|a, b| names[a].cmp(names[b])), [2, 1, 0]);
/// ```
pub fn of(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    page(count, 0..count, compare)
}

/// What of the list that [`of`] gives stands at `places`, as far as it goes: the others are not put in order.
///
/// ```
/// let names = ["Quito", "Cuenca", "Ambato"];
/// assert_eq!(corpus_viewer::order::page(names.len(), 1..9, &|a, b| names[a].cmp(names[b])), [1, 0]);
/// ```
pub fn page(count: usize, places: Range<usize>, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let compare = |a: &usize, b: &usize| compare(*a, *b).then(a.cmp(b));
    let mut order: Vec<usize> = (0..count).collect();
    if places.end < order.len() {
        order.select_nth_unstable_by(places.end, compare);
        order.truncate(places.end);
    }
    if 0 < places.start && places.start < order.len() {
        order.select_nth_unstable_by(places.start, compare);
    }
    order.drain(..places.start.min(order.len()));
    order.sort_by(compare);
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
    use std::cell::Cell;

    #[test]
    fn a_page_takes_a_few_comparisons_for_each_item() {
        let comparisons = |count: usize| {
            let asked = Cell::new(0);
            let compare = |a: usize, b: usize| {
                asked.set(asked.get() + 1);
                (a * 7919 % count).cmp(&(b * 7919 % count))
            };
            let middle = count / 2;
            assert_eq!(super::page(count, middle..middle + 20, &compare).len(), 20);
            asked.get()
        };
        let (one, four) = (comparisons(2500), comparisons(10_000));
        assert!(four < 5 * one && four < 8 * 10_000, "{one} to {four}");
    }

    proptest! {
        #[test]
        fn lists_are_in_order_as_the_standard_library_sorts_them(mut items: Vec<(u8, u32)>) {
            let mut sorted = items.clone();
            sorted.sort_by_key(|item| item.0 % 16);
            super::by_key(&mut items, |item| item.0 % 16);
            prop_assert_eq!(items, sorted);
        }

        #[test]
        fn a_page_is_of_the_whole_list(items: Vec<u8>, start in 0..40usize, length in 0..40usize) {
            let compare = |a: usize, b: usize| (items[a] % 16).cmp(&(items[b] % 16));
            let page = super::page(items.len(), start..start + length, &compare);
            let whole = super::of(items.len(), &compare).into_iter().skip(start).take(length);
            prop_assert_eq!(page, whole.collect::<Vec<_>>());
        }
    }
}
