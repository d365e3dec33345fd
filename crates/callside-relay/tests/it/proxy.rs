//! A strict proxy: it passes plain requests on and answers upgrades with a page of its own, or not at all.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// What a test changes while it runs.
#[derive(Clone, Default)]
pub struct Strict {
    lets_upgrades: Arc<AtomicBool>,
    cut: Arc<Notify>,
    swallows: Option<UnboundedSender<TcpStream>>,
}

/// Starts one in front of a relay.
pub async fn without_upgrades(relay: SocketAddr) -> SocketAddr {
    Strict::default().start(relay).await
}

/// Starts one that takes upgrades and never answers them, as where nothing leads out directly. Tells of each.
pub async fn swallowing_upgrades(relay: SocketAddr) -> (SocketAddr, UnboundedReceiver<TcpStream>) {
    let (swallows, swallowed) = unbounded_channel();
    (Strict { swallows: Some(swallows), ..Strict::default() }.start(relay).await, swallowed)
}

impl Strict {
    /// Starts it in front of a relay.
    pub async fn start(&self, relay: SocketAddr) -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let strict = self.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(strict.clone().pass(stream, relay));
            }
        });
        address
    }

    /// From now on it lets upgrades through.
    pub fn lets_upgrades(&self) {
        self.lets_upgrades.store(true, Ordering::Release);
    }

    /// Ends all connections that are open.
    pub fn cuts(&self) {
        self.cut.notify_waiters();
    }

    async fn pass(self, mut client: TcpStream, relay: SocketAddr) {
        let mut head = Vec::new();
        while !head.windows(4).any(|end| end == b"\r\n\r\n") {
            match client.read_buf(&mut head).await {
                Ok(0) | Err(_) => return,
                Ok(_) => {}
            }
        }
        let upgrades = String::from_utf8_lossy(&head).to_ascii_lowercase().contains("upgrade: websocket");
        if upgrades && !self.lets_upgrades.load(Ordering::Acquire) {
            if let Some(swallows) = &self.swallows {
                let _ = swallows.send(client);
                return;
            }
            let page = "HTTP/1.1 403 Forbidden\r\ncontent-length: 6\r\nconnection: close\r\n\r\nPolicy";
            let _ = client.write_all(page.as_bytes()).await;
            return;
        }
        let Ok(mut server) = TcpStream::connect(relay).await else { return };
        if server.write_all(&head).await.is_ok() {
            tokio::select! {
                _ = tokio::io::copy_bidirectional(&mut client, &mut server) => {}
                () = self.cut.notified() => {}
            }
        }
    }
}
