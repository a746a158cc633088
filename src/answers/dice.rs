//! Draws that are the same for the same seed on every machine: splitmix64, in whole numbers.

/// A sequence of draws.
#[derive(Debug, Clone)]
pub struct Dice(u64);

impl Dice {
    /// The sequence of a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next 64 bits.
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    /// A number from 0 to `most`, each as likely as the others to one part in 2⁶⁴ for each of them.
    pub fn up_to(&mut self, most: u64) -> u64 {
        let wide = u128::from(self.next()) * (u128::from(most) + 1);
        u64::try_from(wide >> 64).unwrap_or(most)
    }

    /// A number between the least and the most, the likely one most often, falling evenly to both sides.
    ///
    /// The larger of two even draws rises evenly; one side or the other is drawn by its width.
    pub fn between(&mut self, low: u64, likely: u64, high: u64) -> u64 {
        let (left, right) = (likely.saturating_sub(low), high.saturating_sub(likely));
        if left + right == 0 {
            return likely;
        }
        if self.up_to(left + right - 1) < left {
            low + self.up_to(left).max(self.up_to(left))
        } else {
            high - self.up_to(right).max(self.up_to(right))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_draws_of_a_seed_are_known() {
        // The first numbers of the published sequence for the seed 1234567.
        let mut dice = Dice::new(1_234_567);
        let first: Vec<u64> = (0..3).map(|_| dice.next()).collect();
        assert_eq!(first, [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]);
    }

    #[test]
    fn draws_stay_between_and_lean_to_the_likely() {
        let mut dice = Dice::new(1);
        let mut near = 0;
        for _ in 0..3_000 {
            let drawn = dice.between(100, 120, 200);
            assert!((100..=200).contains(&drawn), "{drawn}");
            near += u32::from((110..=140).contains(&drawn));
        }
        // Three tenths of the way, but about half of the draws: 515 of 1,000 by the widths of both sides.
        assert!((1_450..1_650).contains(&near), "{near}");
        assert_eq!(dice.between(5, 5, 5), 5);
        let ends: Vec<u64> = (0..200).map(|_| dice.between(0, 0, 1)).collect();
        assert!(ends.contains(&0) && ends.contains(&1));
    }
}
