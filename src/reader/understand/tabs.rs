//! Tabs, of which the learner follows one.

use super::Pass;
use crate::document::Tab;

impl Pass<'_> {
    /// Every tab begins where the first did: only one of them is followed. Below them the first is what was.
    pub(super) fn enter_tab(&mut self, tab: Option<Tab>) {
        let before = self.in_tab.0;
        let same_group = matches!((before, tab), (Some(a), Some(b)) if a.group == b.group);
        match tab {
            _ if before == tab => {}
            Some(_) if same_group => {
                let left = std::mem::replace(&mut self.shells, self.around_tab.0.clone());
                self.around_tab.1.get_or_insert(left);
            }
            _ => {
                if let Some(left) = self.around_tab.1.take() {
                    self.shells = left;
                }
                if tab.is_some() {
                    self.around_tab.0 = self.shells.clone();
                }
            }
        }
    }
}
