package org.kadec21.simulation.provider.mailbox;

import java.util.IdentityHashMap;

/// The texts of mails in memory: what several mailboxes have of one mail is paid for once.
final class SharedTexts {

    private final MemoryBudget.Share memory;
    private final IdentityHashMap<byte[], Integer> copies = new IdentityHashMap<>();

    SharedTexts(MemoryBudget.Share memory) {
        this.memory = memory;
    }

    /// Pays for one more mail with this text.
    ///
    /// @throws MailStoreException when there is no memory for it
    void keep(byte[] text) {
        long octets = MemoryBudget.A_MAIL + (copies.containsKey(text) ? 0L : text.length);
        if (!memory.take(octets)) {
            throw new MailStoreException(
                    "expected "
                            + octets
                            + " octets of memory for a mail, there are not that many; delete mails,"
                            + " or keep mailboxes in a folder");
        }
        copies.merge(text, 1, Integer::sum);
    }

    void drop(byte[] text) {
        int left = copies.merge(text, -1, Integer::sum);
        if (left == 0) {
            copies.remove(text);
        }
        memory.give(MemoryBudget.A_MAIL + (left == 0 ? text.length : 0));
    }
}
