package org.kadec21.mailbox;

import java.io.IOException;

/// These bytes are no readable mail. The message says where reading ended.
public final class MalformedMailException extends IOException {

    public MalformedMailException(String message, Throwable cause) {
        super(message, cause);
    }
}
