//! Where a walk stands: the layers and names that lead there, and the address that it belongs to.

use super::{At, Step};
use crate::address;
use crate::path::Path;

/// Where a walk stands.
#[derive(Default)]
pub(super) struct Here {
    /// The layers that lead to it, outermost first.
    pub(super) chain: Vec<Step>,
    pub(super) path: Path,
    /// How many parts of the path lead to the layer that is being read.
    pub(super) floor: usize,
    /// The host that the entry belongs to.
    pub(super) host: Option<String>,
    /// The last part of the path of the entry's address.
    pub(super) topic: Option<String>,
    /// Hosts and topics of what lies around the entry being read.
    around: Vec<(Option<String>, Option<String>)>,
}

impl Here {
    pub(super) fn new(chain: &[Step]) -> Self {
        Self { chain: chain.to_vec(), ..Self::default() }
    }

    /// The same for a visitor, of a text at `base` in the innermost layer.
    pub(super) fn at(&self, base: usize) -> At<'_> {
        At {
            chain: &self.chain,
            base,
            path: &self.path,
            floor: self.floor,
            host: self.host.as_deref(),
            topic: self.topic.as_deref(),
        }
    }

    /// Goes into an entry; one without an address belongs to what lies around it.
    pub(super) fn enter_entry(&mut self, address: Option<&[u8]>) {
        self.around.push((self.host.clone(), self.topic.clone()));
        if let Some(address) = address {
            self.host = address::host_of(address);
            self.topic = address::topic_of(address);
        }
    }

    pub(super) fn leave_entry(&mut self) {
        if let Some((host, topic)) = self.around.pop() {
            (self.host, self.topic) = (host, topic);
        }
    }
}
