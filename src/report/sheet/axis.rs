//! Where a value stands on an axis, and which values are written beside it. Whole numbers only.

/// The values from one end of an axis to the other, and the pixels between.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Axis {
    least: i64,
    most: i64,
    /// Pixels from one end to the other.
    pub length: i64,
}

impl Axis {
    /// An axis that holds all values; never of no extent.
    pub fn over(values: impl Iterator<Item = i64>, length: i64) -> Self {
        let (least, most) =
            values.fold((i64::MAX, i64::MIN), |(least, most), value| (least.min(value), most.max(value)));
        if least > most {
            Self { least: 0, most: 1, length }
        } else {
            Self { least, most: most.max(least.saturating_add(1)), length }
        }
    }

    /// An axis from nothing up to a round value above all.
    pub fn from_zero(values: impl Iterator<Item = i64>, length: i64) -> Self {
        let values = Self::over(values.chain([0]), length);
        let step = values.step(4);
        let up = values.most.saturating_add(step - 1) / step * step;
        Self { least: values.least.min(0), most: up.max(1), length }
    }

    /// Room for half a bar at both ends.
    pub fn widened(self) -> Self {
        Self { least: self.least.saturating_sub(1), most: self.most.saturating_add(1), ..self }
    }

    /// Pixels from the lower end.
    pub fn at(self, value: i64) -> i64 {
        let part = i128::from(value.clamp(self.least, self.most)) - i128::from(self.least);
        let whole = i128::from(self.most) - i128::from(self.least);
        i64::try_from(part * i128::from(self.length) / whole.max(1)).unwrap_or(0)
    }

    /// Round values inside, about as many as wanted.
    pub fn ticks(self, wanted: i64) -> Vec<i64> {
        let step = self.step(wanted);
        let first = self.least.div_euclid(step).saturating_mul(step);
        let mut ticks = Vec::new();
        let mut tick = if first < self.least { first.saturating_add(step) } else { first };
        while tick <= self.most && ticks.len() < 32 {
            ticks.push(tick);
            tick = tick.saturating_add(step);
        }
        ticks
    }

    /// A one, a two or a five with zeros, so that about so many fit.
    fn step(self, wanted: i64) -> i64 {
        let extent = self.most.saturating_sub(self.least);
        let mut ten: i64 = 1;
        loop {
            for step in [ten, ten.saturating_mul(2), ten.saturating_mul(5)] {
                if extent / step <= wanted || step == i64::MAX {
                    return step;
                }
            }
            ten = ten.saturating_mul(10);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_and_middle() {
        let axis = Axis::over([10, 30, 20].into_iter(), 100);
        assert_eq!([10, 20, 30, 99].map(|value| axis.at(value)), [0, 50, 100, 100]);
    }

    #[test]
    fn ticks_are_round_and_few() {
        assert_eq!(
            Axis::from_zero([615_000_000].into_iter(), 100).ticks(4),
            [0, 200_000_000, 400_000_000, 600_000_000, 800_000_000]
        );
        assert_eq!(Axis::over([3, 41].into_iter(), 100).ticks(5), [10, 20, 30, 40]);
        assert_eq!(Axis::over(std::iter::empty(), 100).ticks(5), [0, 1]);
        assert!(Axis::over([i64::MIN, i64::MAX].into_iter(), 100).ticks(5).len() < 33);
    }
}
