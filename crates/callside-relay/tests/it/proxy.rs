//! A strict proxy: it passes plain requests on and answers upgrades with a page of its own.

use std::net::SocketAddr;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// Starts one in front of a relay.
pub async fn without_upgrades(relay: SocketAddr) -> SocketAddr {
    start(relay, None).await
}

/// Starts one that takes upgrades and never answers them, as where nothing leads out directly. Tells of each.
pub async fn swallowing_upgrades(relay: SocketAddr) -> (SocketAddr, UnboundedReceiver<TcpStream>) {
    let (swallows, swallowed) = unbounded_channel();
    (start(relay, Some(swallows)).await, swallowed)
}

async fn start(relay: SocketAddr, swallows: Option<UnboundedSender<TcpStream>>) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(pass(stream, relay, swallows.clone()));
        }
    });
    address
}

async fn pass(mut client: TcpStream, relay: SocketAddr, swallows: Option<UnboundedSender<TcpStream>>) {
    let mut head = Vec::new();
    while !head.windows(4).any(|end| end == b"\r\n\r\n") {
        match client.read_buf(&mut head).await {
            Ok(0) | Err(_) => return,
            Ok(_) => {}
        }
    }
    if String::from_utf8_lossy(&head).to_ascii_lowercase().contains("upgrade: websocket") {
        if let Some(swallows) = swallows {
            let _ = swallows.send(client);
            return;
        }
        let page = "HTTP/1.1 403 Forbidden\r\ncontent-length: 6\r\nconnection: close\r\n\r\nPolicy";
        let _ = client.write_all(page.as_bytes()).await;
        return;
    }
    let Ok(mut server) = TcpStream::connect(relay).await else { return };
    if server.write_all(&head).await.is_ok() {
        let _ = tokio::io::copy_bidirectional(&mut client, &mut server).await;
    }
}
