//! A proxy that can become a black hole: connections stay open, and no byte passes.

use std::net::SocketAddr;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// Forwards to one address, while it is not cut.
pub struct Proxy {
    address: SocketAddr,
    passes: watch::Sender<bool>,
    accepts: JoinHandle<()>,
}

impl Proxy {
    /// In front of an address, on a port of its own.
    pub async fn to(upstream: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("it is bound");
        let passes = watch::Sender::new(true);
        let gate = passes.subscribe();
        let accepts = tokio::spawn(async move {
            while let Ok((near, _)) = listener.accept().await {
                tokio::spawn(join(near, upstream, gate.clone()));
            }
        });
        Self { address, passes, accepts }
    }

    /// Where it listens.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// No byte passes any more. Connections stay as they are; new ones are taken and hear nothing.
    pub fn cut(&self) {
        self.passes.send_replace(false);
    }

    /// What was held back goes on.
    pub fn mend(&self) {
        self.passes.send_replace(true);
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.accepts.abort();
    }
}

async fn join(near: TcpStream, upstream: SocketAddr, mut gate: watch::Receiver<bool>) -> Option<()> {
    gate.wait_for(|passes| *passes).await.ok()?;
    let far = TcpStream::connect(upstream).await.ok()?;
    let ((near_in, near_out), (far_in, far_out)) = (near.into_split(), far.into_split());
    tokio::join!(pump(near_in, far_out, gate.clone()), pump(far_in, near_out, gate));
    Some(())
}

/// One way. Also the end of a connection waits until the network is there again.
async fn pump(mut from: OwnedReadHalf, mut to: OwnedWriteHalf, mut gate: watch::Receiver<bool>) {
    let mut piece = vec![0; 16 * 1024];
    loop {
        let read = from.read(&mut piece).await.unwrap_or(0);
        if gate.wait_for(|passes| *passes).await.is_err() {
            return;
        }
        let gone = match read {
            0 => {
                let _ = to.shutdown().await;
                true
            }
            length => to.write_all(&piece[..length]).await.is_err(),
        };
        if gone {
            return;
        }
    }
}
