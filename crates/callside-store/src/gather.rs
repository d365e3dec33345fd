//! Writes of one kind that wait for their turn together are one transaction: whoever gets the turn does those of the
//! others too. What a commit costs beside its sync, every changed page sealed and appended to the log, is shared.

use crate::log_sync::Stamp;
use crate::{Due, Store, StoreError};
use sqlx::SqliteConnection;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::Notify;

/// A write that can share its transaction.
pub(crate) trait Job: Send + Sync {
    /// What it gives back.
    type Answer: Send;

    /// Does some of them, in their order, each as if the ones before it were done already; the answers are in that order.
    /// It begins and ends the transaction by its statements ([`crate::store::Turn`]). They may be done again from the start:
    /// then nothing of the first time has stayed.
    fn run(
        jobs: &[&Self],
        turn: &mut SqliteConnection,
    ) -> impl Future<Output = Result<Vec<Self::Answer>, StoreError>> + Send;
}

/// The writes of one kind that wait.
pub(crate) struct Gathered<J: Job>(Mutex<Vec<Arc<Asked<J>>>>);

/// What became of one of them, and since when.
type Answered<J> = Result<(<J as Job>::Answer, Stamp), StoreError>;

/// One of them.
struct Asked<J: Job> {
    job: J,
    answer: Mutex<Option<Answered<J>>>,
    done: Notify,
}

impl<J: Job> Default for Gathered<J> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<J: Job> Gathered<J> {
    fn held(&self) -> MutexGuard<'_, Vec<Arc<Asked<J>>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn add(&self, job: J) -> Waiting<'_, J> {
        let asked = Arc::new(Asked { job, answer: Mutex::default(), done: Notify::new() });
        self.held().push(Arc::clone(&asked));
        Waiting { among: self, asked }
    }

    fn all(&self) -> Vec<Arc<Asked<J>>> {
        self.held().clone()
    }

    fn answer(&self, asked: &Arc<Asked<J>>, answer: Answered<J>) {
        self.held().retain(|other| !Arc::ptr_eq(other, asked));
        *asked.answer.lock().unwrap_or_else(PoisonError::into_inner) = Some(answer);
        asked.done.notify_one();
    }
}

/// Somebody's place among those who wait; they may leave before it is done.
struct Waiting<'g, J: Job> {
    among: &'g Gathered<J>,
    asked: Arc<Asked<J>>,
}

impl<J: Job> Waiting<'_, J> {
    fn answered(&self) -> Option<Answered<J>> {
        self.asked.answer.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl<J: Job> Drop for Waiting<'_, J> {
    fn drop(&mut self) {
        self.among.held().retain(|other| !Arc::ptr_eq(other, &self.asked));
    }
}

impl Store {
    /// Does a write in one transaction with those of its kind that wait. It is committed then, and rides with the next
    /// sync: the moment of its commit comes with its answer. One that fails fails alone.
    pub(crate) async fn together<J: Job>(&self, gathered: &Gathered<J>, job: J) -> Answered<J> {
        let mine = gathered.add(job);
        loop {
            let mut writer = tokio::select! {
                biased;
                () = mine.asked.done.notified() => {
                    if let Some(answer) = mine.answered() {
                        return answer;
                    }
                    continue;
                }
                writer = self.writer_for(Due::WithNext) => writer?,
            };
            if let Some(answer) = mine.answered() {
                return answer;
            }
            // They stay among those who wait until they are answered: should this one leave, another does them.
            let all = gathered.all();
            let jobs: Vec<&J> = all.iter().map(|asked| &asked.job).collect();
            let mut turn = writer.turn().await?;
            let done = J::run(&jobs, &mut turn).await;
            match done {
                Ok(answers) => {
                    turn.committed();
                    let stamp = self.stamp();
                    for (asked, answer) in all.iter().zip(answers) {
                        gathered.answer(asked, Ok((answer, stamp)));
                    }
                }
                Err(_) => {
                    for asked in &all {
                        let mut turn = writer.turn().await?;
                        let answer = match J::run(&[&asked.job], &mut turn).await {
                            Ok(mut answers) => {
                                turn.committed();
                                let stamp = self.stamp();
                                answers
                                    .pop()
                                    .map(|answer| (answer, stamp))
                                    .ok_or_else(|| StoreError::unexpected("answer"))
                            }
                            Err(error) => Err(error),
                        };
                        gathered.answer(asked, answer);
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{begin, commit};
    use callside_core::secret::Secret;
    use futures_util::FutureExt as _;
    use jiff::Timestamp;

    /// Notes its number once in the table of settings, and says when it was tried.
    struct Note {
        number: i64,
        fails: bool,
        tried: Arc<Mutex<Vec<i64>>>,
    }

    impl Job for Note {
        type Answer = i64;

        async fn run(jobs: &[&Self], connection: &mut SqliteConnection) -> Result<Vec<i64>, StoreError> {
            sqlx::query(begin!()).execute(&mut *connection).await?;
            for job in jobs {
                job.tried.lock().unwrap().push(job.number);
                let new = sqlx::query("INSERT INTO setting (key, value) VALUES (?1, '0')").bind(job.number.to_string());
                new.execute(&mut *connection).await?;
                if job.fails {
                    return Err(StoreError::Full);
                }
            }
            sqlx::query(commit!()).execute(connection).await?;
            Ok(jobs.iter().map(|job| job.number).collect())
        }
    }

    async fn settings(store: &Store) -> Vec<String> {
        let mut reader = store.reader().await.unwrap();
        sqlx::query_scalar("SELECT key FROM setting ORDER BY key").fetch_all(&mut *reader).await.unwrap()
    }

    #[tokio::test]
    async fn those_who_wait_are_one_transaction_and_one_that_fails_fails_alone() {
        let folder = tempfile::tempdir().unwrap();
        let key = Secret::new("00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff");
        let store = Store::open(&folder.path().join("callside.db"), &key, Timestamp::UNIX_EPOCH).await.unwrap();
        let tried = Arc::new(Mutex::new(Vec::new()));
        let note = |number, fails| Note { number, fails, tried: Arc::clone(&tried) };
        let gathered = Gathered::default();

        let held = store.writer().await.unwrap();
        let (one, two, three) = tokio::join!(
            store.together(&gathered, note(1, false)),
            store.together(&gathered, note(2, false)),
            async move {
                // The two before are waiting by now.
                drop(held);
            }
        );
        assert_eq!((one.unwrap().0, two.unwrap().0, three), (1, 2, ()));
        assert_eq!(tried.lock().unwrap().split_off(0), [1, 2], "whoever came first did both");

        let held = store.writer().await.unwrap();
        let (four, five, six, ()) = tokio::join!(
            store.together(&gathered, note(4, false)),
            store.together(&gathered, note(5, true)),
            store.together(&gathered, note(6, false)),
            async move { drop(held) },
        );
        assert_eq!((four.unwrap().0, six.unwrap().0), (4, 6));
        assert!(matches!(five, Err(StoreError::Full)));
        assert_eq!(tried.lock().unwrap().split_off(0), [4, 5, 4, 5, 6], "once together, then each alone");
        assert_eq!(settings(&store).await, ["1", "2", "4", "6"], "nothing stayed of what failed");

        let held = store.writer().await.unwrap();
        let mut left = Box::pin(store.together(&gathered, note(7, false)));
        assert!((&mut left).now_or_never().is_none());
        drop(left);
        let (eight, ()) = tokio::join!(store.together(&gathered, note(8, false)), async move { drop(held) });
        assert_eq!(eight.unwrap().0, 8);
        assert_eq!(tried.lock().unwrap().split_off(0), [8], "who left before it began has nothing done");
    }
}
