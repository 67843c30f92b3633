package org.kadec21.simulation.provider.smtp;

import org.kadec21.simulation.provider.mailbox.Accounts;
import org.kadec21.simulation.provider.mailbox.MemoryBudget;
import org.kadec21.simulation.provider.mailbox.QueueIds;
import org.kadec21.simulation.provider.policy.Rules;
import org.kadec21.simulation.provider.policy.ServiceRules;

import java.util.function.ToLongFunction;

/// What one SMTP session knows of its provider and of its connection.
///
/// @param hostName the name to greet with
/// @param rules the provider's rules while this connection lasts
/// @param service the rules of the port that was called
/// @param mailboxOctets octets in the mailbox of an address
/// @param memory this client's share of the memory for mail
/// @param peer the client's address, as the network tells it
/// @param connection number of this connection at this provider, from 1
/// @param implicitTls whether the session runs inside TLS from its first octet
public record SmtpSite(
        String hostName,
        Rules rules,
        ServiceRules service,
        Accounts accounts,
        ToLongFunction<String> mailboxOctets,
        QueueIds ids,
        MemoryBudget.Share memory,
        String peer,
        int connection,
        boolean implicitTls) {}
