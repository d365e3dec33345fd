//! What follows a call: a Task, an Event, another try, and never again.

use super::draft::Draft;
use super::{Action, AtDesk, LeftOutBecause, Value, due_at};
use crate::disposition::Due;
use crate::mapping::{Sheet, one_line};
use crate::phone;
use jiff::{Timestamp, ToSpan};

/// How long before an event its reminder comes, in minutes: as Salesforce's own calendar has it for new events.
const EVENT_REMINDER: i64 = 15;

impl Draft<'_> {
    /// A Task that is due, with a reminder. A promise to call back has a place in the agent's list besides.
    pub(super) fn task(&mut self, subject: &str, due: Due) {
        let wrap_up = self.telling.wrap_up;
        let at = due_at(due, wrap_up.agreed_at, wrap_up.decided_at, self.ground.zone, self.ground.hours);
        self.task_at(subject, at);
        if due == Due::AsAgreed {
            self.call_back(at, false);
        }
    }

    fn task_at(&mut self, subject: &str, at: Timestamp) {
        let subject = subject.replace("{name}", &self.caller_name());
        let mut fields = self.mapped(Sheet::FollowUpTask);
        fields.extend(self.relations());
        fields.insert("Subject".into(), Value::text(one_line(&subject)));
        fields.insert("ActivityDate".into(), Value::Date(at.to_zoned(self.ground.zone.clone()).date()));
        fields.insert("IsReminderSet".into(), Value::Bool(true));
        fields.insert("ReminderDateTime".into(), Value::Moment(at));
        self.write("follow_up_task", "Task", Action::Create, fields, subject);
    }

    /// A calendar event with a reminder, unless the mapping says otherwise of the reminder.
    pub(super) fn event(&mut self, subject: &str, due: Due, minutes: u32) {
        let wrap_up = self.telling.wrap_up;
        let at = due_at(due, wrap_up.agreed_at, wrap_up.decided_at, self.ground.zone, self.ground.hours);
        let subject = subject.replace("{name}", &self.caller_name());
        let mut fields = self.mapped(Sheet::FollowUpEvent);
        fields.extend(self.relations());
        fields.insert("Subject".into(), Value::text(one_line(&subject)));
        fields.insert("StartDateTime".into(), Value::Moment(at));
        fields.insert("DurationInMinutes".into(), Value::Int(i64::from(minutes)));
        if let Value::Bool(true) = fields.entry("IsReminderSet".into()).or_insert(Value::Bool(true)) {
            let reminder = at.checked_sub(EVENT_REMINDER.minutes()).unwrap_or(at);
            fields.entry("ReminderDateTime".into()).or_insert(Value::Moment(reminder));
        }
        self.write("follow_up_event", "Event", Action::Create, fields, subject);
    }

    /// Nobody was reached: another try after a while, or a message, or nothing once it was tried often enough.
    pub(super) fn retry(&mut self, subject: &str, minutes: u32, at_most: Option<u32>, message: Option<&str>) {
        let wrap_up = self.telling.wrap_up;
        if at_most.is_some_and(|most| wrap_up.earlier_tries >= most) {
            return self.leave_out("Task", "ReminderDateTime", LeftOutBecause::TriedEnough);
        }
        let at = wrap_up.decided_at + i64::from(minutes).minutes();
        let tries = wrap_up.earlier_tries + 1;
        match message.and_then(|action| Some((action.to_owned(), self.number()?))) {
            Some((action, number)) => {
                let who = self.caller_name();
                self.plan.at_desk.push(AtDesk::Message { action, number, who, due_at: at, tries });
            }
            None => {
                self.task_at(subject, at);
                self.call_back(at, true);
            }
        }
    }

    /// A number that cannot be dialled has no place in the list; its Task stands all the same.
    fn call_back(&mut self, due_at: Timestamp, is_retry: bool) {
        let Some(number) = self.number() else { return };
        let tries = if is_retry { self.telling.wrap_up.earlier_tries + 1 } else { 0 };
        self.plan.at_desk.push(AtDesk::CallBack { number, who: self.caller_name(), due_at, tries, is_retry });
    }

    pub(super) fn suppress(&mut self) {
        if let Some(number) = self.number() {
            self.plan.at_desk.push(AtDesk::Suppress { number });
        }
    }

    /// The other party's number, E.164.
    fn number(&self) -> Option<String> {
        let read = || {
            let line = phone::read(self.telling.call.customer_number()?, self.ground.home);
            line.number().map(|number| number.e164().to_owned())
        };
        self.number.get_or_init(read).clone()
    }
}
