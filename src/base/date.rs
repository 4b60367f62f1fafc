//! Civil dates, times of day and ISO weeks, without any clock; the only file that names `jiff`.

use std::fmt;
use std::str::FromStr;

use jiff::civil;
use serde::{Serialize, Serializer};

/// A day of the Gregorian calendar, as `2026-11-22`.
///
/// ```
/// use loa::base::{Date, Weekday};
/// let day: Date = "2026-11-22".parse().unwrap();
/// assert_eq!(day.weekday(), Weekday::Sunday);
/// assert_eq!(day.plus_days(9).to_string(), "2026-12-01");
/// assert_eq!(day.iso_week().to_string(), "2026-W47");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(civil::Date);

/// The text is not a date of the calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateError;

impl Date {
    /// The date with these parts, or an error where the calendar has none.
    pub fn new(year: i16, month: i8, day: i8) -> Result<Self, DateError> {
        civil::Date::new(year, month, day).map(Self).map_err(|_| DateError)
    }

    #[must_use]
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// 1 to 12.
    #[must_use]
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// 1 to 31.
    #[must_use]
    pub fn day(self) -> i8 {
        self.0.day()
    }

    #[must_use]
    pub fn weekday(self) -> Weekday {
        Weekday::ALL[usize::from(self.0.weekday().to_monday_zero_offset().unsigned_abs())]
    }

    /// The date `days` later (earlier when negative); stays at the ends of the calendar.
    #[must_use]
    pub fn plus_days(self, days: i32) -> Self {
        Self(self.0.saturating_add(jiff::Span::new().days(days)))
    }

    /// Days from `earlier` to this date; negative when `earlier` is later.
    #[must_use]
    pub fn days_since(self, earlier: Self) -> i32 {
        earlier.0.until(self.0).map_or(0, |span| span.get_days())
    }

    #[must_use]
    pub fn iso_week(self) -> IsoWeek {
        let week = self.0.iso_week_date();
        IsoWeek { year: week.year(), week: week.week() }
    }

    /// `22/11/2026`, with leading zeros for days under ten and for months 1 and 2, as official
    /// documents write it (NĐ 30/2020/NĐ-CP, Phụ lục I).
    #[must_use]
    pub fn official(self) -> String {
        let (day, month) = (self.day(), self.month());
        let month = if month < 3 { format!("0{month}") } else { month.to_string() };
        format!("{day:02}/{month}/{}", self.year())
    }
}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        // Only the plain form: `jiff` would also take `20261122` and more.
        let plain = text.len() == 10
            && text.bytes().enumerate().all(|(at, byte)| match at {
                4 | 7 => byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        if !plain {
            return Err(DateError);
        }
        text.parse().map(Self).map_err(|_| DateError)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

/// A day of the week, Monday first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl Weekday {
    pub const ALL: [Self; 7] =
        [Self::Monday, Self::Tuesday, Self::Wednesday, Self::Thursday, Self::Friday, Self::Saturday, Self::Sunday];

    /// Days after Monday, 0 to 6.
    #[must_use]
    pub fn offset(self) -> i32 {
        Self::ALL.iter().position(|day| *day == self).map_or(0, |at| at as i32)
    }

    /// `thứ Hai` … `Chủ nhật`.
    #[must_use]
    pub fn vietnamese(self) -> &'static str {
        match self {
            Self::Monday => "thứ Hai",
            Self::Tuesday => "thứ Ba",
            Self::Wednesday => "thứ Tư",
            Self::Thursday => "thứ Năm",
            Self::Friday => "thứ Sáu",
            Self::Saturday => "thứ Bảy",
            Self::Sunday => "Chủ nhật",
        }
    }
}

impl FromStr for Weekday {
    type Err = DateError;

    /// Takes the three English letters of `loa.toml` (`tue`) and the Vietnamese short forms (`t3`, `cn`).
    fn from_str(text: &str) -> Result<Self, DateError> {
        Ok(match text.to_lowercase().as_str() {
            "mon" | "t2" => Self::Monday,
            "tue" | "t3" => Self::Tuesday,
            "wed" | "t4" => Self::Wednesday,
            "thu" | "t5" => Self::Thursday,
            "fri" | "t6" => Self::Friday,
            "sat" | "t7" => Self::Saturday,
            "sun" | "cn" => Self::Sunday,
            _ => return Err(DateError),
        })
    }
}

/// A minute of the day, as `17:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeOfDay {
    pub hour: u8,
    pub minute: u8,
}

impl TimeOfDay {
    /// Seconds since midnight.
    ///
    /// ```
    /// let time: loa::base::TimeOfDay = "17:01".parse().unwrap();
    /// assert_eq!(time.seconds(), 61_260);
    /// ```
    #[must_use]
    pub fn seconds(self) -> u32 {
        (u32::from(self.hour) * 60 + u32::from(self.minute)) * 60
    }
}

impl FromStr for TimeOfDay {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let (hour, minute) = text.split_once(':').ok_or(DateError)?;
        let number = |part: &str, below: u8| {
            let value: u8 = part.parse().map_err(|_| DateError)?;
            if (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()) && value < below {
                Ok(value)
            } else {
                Err(DateError)
            }
        };
        Ok(Self { hour: number(hour, 24)?, minute: number(minute, 60)? })
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:02}:{:02}", self.hour, self.minute)
    }
}

impl Serialize for TimeOfDay {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

/// A week of ISO 8601, as `2026-W48`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IsoWeek {
    pub year: i16,
    pub week: i8,
}

impl fmt::Display for IsoWeek {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}-W{:02}", self.year, self.week)
    }
}

impl Serialize for IsoWeek {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

/// Today's date in an IANA time zone; an error names a zone that does not exist. The only place
/// that reads the clock; everything else takes the day as an argument.
pub fn today_in(zone: &str) -> Result<Date, DateError> {
    let zone = jiff::tz::TimeZone::get(zone).map_err(|_| DateError)?;
    Ok(Date(jiff::Timestamp::now().to_zoned(zone).date()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_real_days_in_plain_form() {
        for wrong in ["2026-02-30", "2026-2-3", "20260203", "03/02/2026", "", "2026-13-01", "2026-01-01T00:00"] {
            assert_eq!(wrong.parse::<Date>(), Err(DateError), "{wrong}");
        }
        let day: Date = "2024-02-29".parse().expect("a leap day");
        assert_eq!(day.official(), "29/02/2024");
    }

    #[test]
    fn times_have_two_parts_in_range() {
        for wrong in ["24:00", "7", "07:60", "7:5:1", "x:10", "+1:00"] {
            assert!(wrong.parse::<TimeOfDay>().is_err(), "{wrong}");
        }
        assert_eq!("7:05".parse::<TimeOfDay>().expect("a time").to_string(), "07:05");
    }

    #[test]
    fn the_zone_of_viet_nam_is_known_everywhere() {
        assert!(today_in("Asia/Ho_Chi_Minh").is_ok());
        assert!(today_in("Asia/Nowhere").is_err());
    }

    proptest! {
        #[test]
        fn days_go_there_and_back(year in 1900i16..2200, day in 0i32..366, step in -20_000i32..20_000) {
            let start = Date::new(year, 1, 1).expect("the first of January").plus_days(day);
            let end = start.plus_days(step);
            prop_assert_eq!(end.days_since(start), step);
            prop_assert_eq!(end.to_string().parse::<Date>(), Ok(end));
        }
    }
}
