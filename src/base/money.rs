//! Exact money: a whole number of millionths of a currency unit. It knows no price and no exchange rate.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};
use serde_json::Value;

use super::plain::{Plain, Reader, deserialize_as_plain};

/// Millionths in one unit of a currency; the smallest figure any source prints is 0.00004.
const MICROS: i64 = 1_000_000;
const DIGITS: usize = 6;

/// An amount of money in millionths of the currency unit; the currency stands beside it in [`Price`].
///
/// Arithmetic saturates: with the limits on counts of a scenario (ten million each) no estimate comes near the end of the range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Money(i64);

impl Money {
    /// Nothing to pay.
    pub const ZERO: Self = Self(0);

    /// Money from millionths of the currency unit.
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// Millionths of the currency unit.
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// The amount for `count` units at this price each.
    #[must_use]
    pub fn times(self, count: u64) -> Self {
        Self(self.0.saturating_mul(i64::try_from(count).unwrap_or(i64::MAX)))
    }

    /// The sum of two amounts of one currency.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// What remains when `other` is taken away; may be negative.
    #[must_use]
    pub fn minus(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// Whole amount with thousands separated by commas, two decimals or as many as the amount has: `1,200.00`.
    pub fn grouped(self) -> String {
        let plain = self.to_string();
        let (sign, digits) = plain.strip_prefix('-').map_or(("", plain.as_str()), |rest| ("-", rest));
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "00"));
        format!("{sign}{}.{fraction}", group_thousands(whole))
    }
}

/// Puts a comma between groups of three digits: `12345` becomes `12,345`.
pub fn group_thousands(digits: &str) -> String {
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

impl std::iter::Sum for Money {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Self::plus)
    }
}

impl fmt::Display for Money {
    /// At least two decimals, no superfluous zeros behind them: `5.00`, `0.00004`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let micros = self.0.unsigned_abs();
        let unit = MICROS.unsigned_abs();
        let fraction = format!("{:06}", micros % unit);
        let short = fraction.trim_end_matches('0');
        write!(f, "{sign}{}.{short:0<2}", micros / unit)
    }
}

/// Why a text is not an amount of money.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotMoney(String);

impl fmt::Display for NotMoney {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "\"{}\" is not an amount: write digits, a point and at most {DIGITS} decimals, such as \"12.50\"",
            self.0
        )
    }
}

impl std::error::Error for NotMoney {}

impl FromStr for Money {
    type Err = NotMoney;

    /// Reads `12`, `12.5`, `-0.00004`. No separators, no exponent, at most six decimals.
    fn from_str(text: &str) -> Result<Self, NotMoney> {
        let fault = || NotMoney(text.chars().take(40).collect());
        let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
        let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !all_digits(whole) || !all_digits(fraction) || fraction.len() > DIGITS {
            return Err(fault());
        }
        let micros = format!("{fraction:0<DIGITS$}").parse::<i64>().map_err(|_| fault())?;
        let whole = whole.parse::<i64>().map_err(|_| fault())?;
        let total = whole.checked_mul(MICROS).and_then(|units| units.checked_add(micros)).ok_or_else(fault)?;
        Ok(Self(if negative { -total } else { total }))
    }
}

impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Plain for Money {
    /// Only from text: a number literal for money is refused, as it would pass through a float.
    fn from_plain(value: &Value, reader: &mut Reader) -> Self {
        reader.text_of(value, "an amount of money in quotes, such as \"12.50\"").unwrap_or_default()
    }
}

deserialize_as_plain!(Money);

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Money {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Money".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "An amount of money: digits, a point and at most six decimals, in quotes",
            "type": "string",
            "pattern": r"^-?[0-9]+(\.[0-9]{1,6})?$"
        })
    }
}

/// The span of time that an amount pays for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Plain)]
#[serde(rename_all = "kebab-case")]
pub enum Period {
    /// One calendar month, as all license prices are printed.
    #[default]
    Month,
    /// Twelve months.
    Year,
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Month => "month",
            Self::Year => "year",
        })
    }
}

/// An amount with its currency and period, as it stands in every answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Price {
    /// The amount, a decimal text in answers.
    pub amount: Money,
    /// Three letters, ISO 4217.
    pub currency: String,
    /// What the amount pays for.
    pub period: Period,
}

impl fmt::Display for Price {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} per {}", self.amount.grouped(), self.currency, self.period)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_and_reads_back() {
        for (text, printed) in
            [("0", "0.00"), ("12.5", "12.50"), ("0.00004", "0.00004"), ("-3", "-3.00"), ("1200", "1200.00")]
        {
            let money: Money = text.parse().expect(text);
            assert_eq!(money.to_string(), printed);
            assert_eq!(printed.parse(), Ok(money));
        }
        assert_eq!("1234567.5".parse::<Money>().map(Money::grouped), Ok("1,234,567.50".into()));
    }

    #[test]
    fn refuses_what_is_not_money() {
        for text in ["", ".", "1.", ".5", "1,000", "1e3", "0.0000001", "99999999999999999999", "--1", "$5"] {
            assert!(text.parse::<Money>().is_err(), "{text}");
        }
        assert!(serde_json::from_str::<Money>("12.5").is_err());
    }
}
