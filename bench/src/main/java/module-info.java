import org.jspecify.annotations.NullMarked;

/// The command `kadec21`: the only module that sees both the unit and the world around it.
@NullMarked
@SuppressWarnings("module") // javac dislikes the digits in kadec21
module org.kadec21.bench {
    requires static org.jspecify;
    requires info.picocli;
    requires jakarta.mail;
    requires org.bouncycastle.pkix;
    requires org.bouncycastle.provider;
    requires org.kadec21.firmware;
    requires org.kadec21.hal;
    requires org.kadec21.simulation;
    requires org.kadec21.submission;
    requires tools.jackson.databind;

    opens org.kadec21.bench to
            info.picocli;
}
