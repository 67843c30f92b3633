package org.kadec21.submission;

import java.util.List;

/// Called before the write that holds the last byte of these mails goes to the bearer. When it
/// returns, it must be durable that they may have arrived: from now on a cut leaves them in doubt.
@FunctionalInterface
public interface BeforeLastByte {
    void beforeLastByte(List<String> mailIds);
}
