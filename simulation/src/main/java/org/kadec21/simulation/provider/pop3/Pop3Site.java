package org.kadec21.simulation.provider.pop3;

import org.kadec21.simulation.provider.mailbox.Accounts;
import org.kadec21.simulation.provider.mailbox.MailStore;
import org.kadec21.simulation.provider.mailbox.MemoryBudget;
import org.kadec21.simulation.provider.policy.ServiceRules;

/// What one POP3 session knows of its provider.
///
/// @param hostName the name to greet with
/// @param passwordsWithoutTls whether USER and PASS are taken without TLS
/// @param mailboxes where the mails are
/// @param memory this client's share of the memory for mail
/// @param implicitTls whether the session runs inside TLS from its first octet
/// @param apop whether APOP is taken
/// @param connection number of this connection at this provider, from 1
public record Pop3Site(
        String hostName,
        ServiceRules service,
        boolean passwordsWithoutTls,
        Accounts accounts,
        MailStore mailboxes,
        MemoryBudget.Share memory,
        boolean implicitTls,
        boolean apop,
        int connection) {}
