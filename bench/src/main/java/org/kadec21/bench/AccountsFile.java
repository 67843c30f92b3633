package org.kadec21.bench;

import org.kadec21.firmware.config.ConfigException;
import org.kadec21.hal.Secret;
import org.kadec21.hal.host.HostFiles;
import org.kadec21.simulation.provider.mailbox.Account;
import org.kadec21.simulation.provider.mailbox.Accounts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A provider's customers in a text file: `user:password:address` a line, `#` for comments. A
/// password may hold colons, the others may not.
final class AccountsFile {

    private static final int MOST_BYTES = 1 << 20;

    private AccountsFile() {}

    /// @throws ConfigException when it cannot be read, or for the first line that is wrong
    static Accounts read(Path file) {
        List<Account> accounts = new ArrayList<>();
        List<String> lines = lines(file);
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                accounts.add(account(file, number, line));
            }
        }
        if (accounts.isEmpty()) {
            throw new ConfigException(
                    file.toString(),
                    "expected a line user:password:address for each account, but there is none");
        }
        return new Accounts(accounts);
    }

    private static List<String> lines(Path file) {
        try {
            return new String(HostFiles.read(file, MOST_BYTES), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException unreadable) {
            throw new ConfigException(
                    "--accounts",
                    "expected a file that can be read, but " + unreadable.getMessage());
        }
    }

    private static Account account(Path file, int number, String line) {
        int first = line.indexOf(':');
        int last = line.lastIndexOf(':');
        if (first < 1 || last <= first + 1 || line.indexOf('@', last) < last + 2) {
            throw new ConfigException(
                    file.toString(),
                    number,
                    "expected user:password:address, such as unit1:secret:unit1@provider.test");
        }
        return new Account(
                line.substring(0, first),
                Secret.of(line.substring(first + 1, last)),
                line.substring(last + 1));
    }
}
