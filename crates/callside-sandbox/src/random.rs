//! Randomness: repeatable for the invented people, unpredictable for tokens.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// A small repeatable generator (SplitMix64, Steele, Lea and Flood 2014): the same seed invents the same people.
#[derive(Debug, Clone)]
pub struct Dice {
    state: u64,
}

impl Dice {
    /// Dice that always fall the same way for one seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    /// The next 64 bits.
    pub fn next_u64(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`; 0 when `bound` is 0.
    pub fn below(&mut self, bound: u64) -> u64 {
        if bound == 0 { 0 } else { self.next_u64() % bound }
    }

    /// True in `percent` of 100 throws.
    pub fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// One element of a list that is not empty.
    pub fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        let index = usize::try_from(self.below(list.len() as u64)).unwrap_or(0);
        &list[index]
    }

    /// Puts a list into a random order (Fisher and Yates).
    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            let other = usize::try_from(self.below(last as u64 + 1)).unwrap_or(0);
            list.swap(last, other);
        }
    }
}

/// `bytes` bytes from the operating system as URL-safe text.
#[must_use]
pub fn token(bytes: usize) -> String {
    let mut buffer = vec![0_u8; bytes];
    #[expect(clippy::expect_used, reason = "without the system's random source no token is safe to hand out")]
    getrandom::fill(&mut buffer).expect("the system has a random source");
    URL_SAFE_NO_PAD.encode(buffer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_falls_the_same_way() {
        let mut first = Dice::new(7);
        let mut second = Dice::new(7);
        let mut other = Dice::new(8);
        let throws: Vec<u64> = (0..50).map(|_| first.below(1000)).collect();
        assert_eq!(throws, (0..50).map(|_| second.below(1000)).collect::<Vec<_>>());
        assert_ne!(throws, (0..50).map(|_| other.below(1000)).collect::<Vec<_>>());
    }

    #[test]
    fn a_shuffle_keeps_every_element() {
        let mut list: Vec<u32> = (0..40).collect();
        Dice::new(1).shuffle(&mut list);
        assert_ne!(list, (0..40).collect::<Vec<_>>());
        list.sort_unstable();
        assert_eq!(list, (0..40).collect::<Vec<_>>());
    }

    #[test]
    fn tokens_differ() {
        assert_ne!(token(24), token(24));
        assert_eq!(token(24).len(), 32);
    }
}
