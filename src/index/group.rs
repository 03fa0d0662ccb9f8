//! Sorting by counting.

/// The members of groups, those of one group side by side and in order, and where each group ends.
/// `groups` tells the number of the group that each member, known by its place, is in; `order` has the
/// numbers of all groups.
pub(super) fn by_group(groups: impl Iterator<Item = u32> + Clone, order: &[u32]) -> (Vec<u32>, Vec<usize>) {
    let mut next = vec![0; order.len()];
    groups.clone().for_each(|group| next[group as usize] += 1);
    let mut end = 0;
    let mut ends = Vec::with_capacity(order.len());
    for &group in order {
        end += std::mem::replace(&mut next[group as usize], end);
        ends.push(end);
    }
    let mut members = vec![0; end];
    for (member, group) in (0..).zip(groups) {
        let next = &mut next[group as usize];
        members[*next] = member;
        *next += 1;
    }
    (members, ends)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_stand_by_group() {
        let groups = [1, 0, 2, 1, 1];
        assert_eq!(by_group(groups.into_iter(), &[2, 1, 0]), (vec![2, 0, 3, 4, 1], vec![1, 4, 5]));
    }
}
