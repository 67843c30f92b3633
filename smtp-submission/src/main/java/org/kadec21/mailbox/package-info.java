/// Reading a mailbox (POP3, RFC 1939) and taking mails apart.
@NullMarked
package org.kadec21.mailbox;

import org.jspecify.annotations.NullMarked;
