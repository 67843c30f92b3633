import org.jspecify.annotations.NullMarked;

/// One mail or a batch over any SocketFactory, to an outcome per recipient; and reading a mailbox.
@NullMarked
@SuppressWarnings("module") // javac dislikes the digits in kadec21
module org.kadec21.submission {
    requires static org.jspecify;
    requires jakarta.mail;
    requires org.eclipse.angus.mail;
    requires org.bouncycastle.pkix;
    requires org.bouncycastle.provider;
    requires org.bouncycastle.util;
    requires transitive org.kadec21.hal;

    exports org.kadec21.mailbox;
    exports org.kadec21.submission;
}
