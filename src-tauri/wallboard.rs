//! The live board on its way from the relay's link to the window.

use crate::ipc::announcement::Announcement;
use crate::ipc::views::wallboard as views;
use crate::ipc::wallboard::{WallNewsView, WallStandingView, WallView};
use crate::shell::{Face, Open};
use callside_core::wallboard::BoardNews;
use callside_engine::{HeardNews, Wall};
use std::sync::Arc;
use tokio::sync::broadcast::error::RecvError;

/// The board as it is here.
#[must_use]
pub fn view(open: &Open) -> WallView {
    let Some(wall) = open.relay.wall() else {
        return WallView { standing: WallStandingView::NoRelay, board: None };
    };
    let now = wall.read();
    let board = now.board.as_ref().map(|(seq, board)| views::board(*seq, board, now.heard_at));
    WallView { standing: views::standing(now.standing), board }
}

/// Tells the window of the board until the link is another one.
pub async fn follow(wall: Wall, face: Arc<dyn Face>) {
    let (mut news, mut stands) = (wall.news(), wall.stands());
    loop {
        let told = tokio::select! {
            heard = news.recv() => match heard {
                Ok(heard) => shown(&heard),
                Err(RecvError::Lagged(_)) => WallNewsView::Anew,
                Err(RecvError::Closed) => return,
            },
            changed = stands.changed() => match changed {
                Ok(()) => WallNewsView::Anew,
                Err(_) => return,
            },
        };
        face.announce(Announcement::Wallboard { news: told });
    }
}

fn shown((heard_at, news): &HeardNews) -> WallNewsView {
    match news.as_ref() {
        BoardNews::Changes { seq, changes } => views::changes(*seq, changes, *heard_at),
        BoardNews::Snapshot { .. } | BoardNews::NotAllowed | BoardNews::Newer => WallNewsView::Anew,
    }
}
