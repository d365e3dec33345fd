//! Who was given something of a call: bounded, in memory, because it is asked for every event.

use callside_core::ids::CallKey;
use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};

/// Most calls that are remembered. At a thousand calls a minute that is more than half an hour.
const MOST: usize = 40_000;

/// Who was given something of a call.
#[derive(Debug, Default)]
pub struct Memory {
    inner: Mutex<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    calls: HashMap<CallKey, Vec<String>>,
    order: VecDeque<CallKey>,
}

impl Memory {
    /// Who was given something of this call, as far as it is remembered.
    #[must_use]
    pub fn of(&self, call: &CallKey) -> Option<Vec<String>> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner).calls.get(call).cloned()
    }

    /// Remembers; the oldest call makes room.
    pub fn add(&self, call: &CallKey, people: &[String]) {
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = inner.calls.get_mut(call) {
            for person in people {
                if !known.contains(person) {
                    known.push(person.clone());
                }
            }
            return;
        }
        if inner.calls.len() >= MOST
            && let Some(oldest) = inner.order.pop_front()
        {
            inner.calls.remove(&oldest);
        }
        inner.order.push_back(call.clone());
        inner.calls.insert(call.clone(), people.to_vec());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use callside_core::ids::Provider;

    #[test]
    fn it_grows_by_people_and_not_without_end() {
        let memory = Memory::default();
        let call = |n: usize| CallKey::new(Provider::Five9, &n.to_string()).unwrap();
        memory.add(&call(0), &["a".into()]);
        memory.add(&call(0), &["b".into(), "a".into()]);
        assert_eq!(memory.of(&call(0)), Some(vec!["a".into(), "b".into()]));
        for n in 1..=MOST {
            memory.add(&call(n), &["c".into()]);
        }
        assert_eq!(memory.of(&call(0)), None);
        assert_eq!(memory.of(&call(MOST)), Some(vec!["c".into()]));
    }
}
