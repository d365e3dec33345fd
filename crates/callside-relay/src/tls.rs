//! TLS as a server does it: rustls, TLS 1.2 and 1.3. A renewed certificate is taken up without a restart.

use crate::config::TlsFiles;
use async_trait::async_trait;
use callside_intake::Wire;
use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use std::io;
use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};
use tokio::net::TcpStream;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

/// Why there is no TLS.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// A file cannot be read, or is not PEM.
    #[error("{0} is no PEM file that can be read")]
    Pem(PathBuf),
    /// Certificate and key do not belong together.
    #[error("certificate and key do not belong together: {0}")]
    Pair(rustls::Error),
}

/// Certificate and key as they are now.
pub struct Tls {
    files: TlsFiles,
    config: RwLock<Arc<ServerConfig>>,
}

impl Tls {
    /// Reads both files.
    ///
    /// # Errors
    /// [`TlsError`].
    pub fn load(files: &TlsFiles) -> Result<Self, TlsError> {
        Ok(Self { files: files.clone(), config: RwLock::new(read(files)?) })
    }

    /// Reads both files again; connections that are open keep what they have.
    ///
    /// # Errors
    /// [`TlsError`]; then the old ones stay.
    pub fn reload(&self) -> Result<(), TlsError> {
        let config = read(&self.files)?;
        *self.config.write().unwrap_or_else(PoisonError::into_inner) = config;
        Ok(())
    }
}

fn read(files: &TlsFiles) -> Result<Arc<ServerConfig>, TlsError> {
    let bad = |path: &PathBuf| TlsError::Pem(path.clone());
    let chain: Result<Vec<_>, _> =
        CertificateDer::pem_file_iter(&files.certificate_file).map_err(|_| bad(&files.certificate_file))?.collect();
    let chain = chain.map_err(|_| bad(&files.certificate_file))?;
    let key = PrivateKeyDer::from_pem_file(&files.key_file).map_err(|_| bad(&files.key_file))?;
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let builder = builder.map_err(TlsError::Pair)?.with_no_client_auth();
    let mut config = builder.with_single_cert(chain, key).map_err(TlsError::Pair)?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Arc::new(config))
}

/// What lies between TCP and HTTP here.
pub struct TlsWire(pub Arc<Tls>);

#[async_trait]
impl Wire for TlsWire {
    type Stream = TlsStream<TcpStream>;

    async fn open(&self, stream: TcpStream) -> io::Result<Self::Stream> {
        let config = Arc::clone(&self.0.config.read().unwrap_or_else(PoisonError::into_inner));
        TlsAcceptor::from(config).accept(stream).await
    }
}
