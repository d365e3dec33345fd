//! The people who can sign in.

use crate::org::Profile;

use super::callers::Caller;

/// Users and named callers of a seeded org.
#[derive(Debug, Clone, Default)]
pub struct Cast {
    /// Id of the org.
    pub org_id: String,
    /// Users; the first is the agent of the demo.
    pub users: Vec<CastUser>,
    /// Callers who were put in by name.
    pub callers: Vec<Caller>,
}

/// A user of the org.
#[derive(Debug, Clone)]
pub struct CastUser {
    /// Id.
    pub id: String,
    /// User name, which looks like an e-mail address.
    pub username: String,
    /// Password.
    pub password: String,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Nickname.
    pub nickname: String,
    /// E-mail address.
    pub email: String,
    /// Title.
    pub title: String,
    /// Time zone, as IANA names it.
    pub zone: String,
    /// What the user may do.
    pub profile: Profile,
    /// Whether the user may sign in.
    pub is_active: bool,
}

impl CastUser {
    /// First and last name.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{} {}", self.first_name, self.last_name)
    }

    /// Standard offset from UTC in milliseconds, summer time left out, as identity replies have it.
    #[must_use]
    pub fn utc_offset_ms(&self) -> i64 {
        let winter = jiff::Timestamp::from_second(1_767_225_600).unwrap_or_default();
        jiff::tz::TimeZone::get(&self.zone).map_or(0, |zone| i64::from(zone.to_offset(winter).seconds()) * 1000)
    }
}

impl Cast {
    /// The user with this id of 15 or 18 characters.
    #[must_use]
    pub fn user(&self, id: &str) -> Option<&CastUser> {
        self.users.iter().find(|user| crate::schema::same_id(&user.id, id))
    }

    /// The user with this user name.
    #[must_use]
    pub fn by_username(&self, username: &str) -> Option<&CastUser> {
        self.users.iter().find(|user| user.username.eq_ignore_ascii_case(username))
    }

    /// The agent of the demo.
    ///
    /// # Panics
    /// Never after [`super::plant`], which puts the agent first.
    #[must_use]
    pub fn agent(&self) -> &CastUser {
        &self.users[0]
    }
}
