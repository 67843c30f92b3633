package org.kadec21.live;

import org.kadec21.mailbox.ReceivedMail;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/// A mailbox on loopback, read over POP3 inside STLS (RFC 2595 4) with nothing but the JDK.
///
/// @param ca file with the authority's certificate
public record PopMailbox(int port, Path ca, String user, String password) {

    private static final Duration READ_LIMIT = Duration.ofSeconds(30);

    /// All of a unit's mails in the server's order.
    public List<ArrivedMail> read() throws IOException, GeneralSecurityException {
        return readAny().stream().map(PopMailbox::arrived).toList();
    }

    /// All mails in the server's order, whoever wrote them.
    public List<ReceivedMail> readAny() throws IOException, GeneralSecurityException {
        try (Socket plain = new Socket(InetAddress.getLoopbackAddress(), port)) {
            plain.setSoTimeout(Math.toIntExact(READ_LIMIT.toMillis()));
            line(plain.getInputStream());
            say(plain, "STLS");
            try (Socket secure = inside(plain)) {
                InputStream in = new BufferedInputStream(secure.getInputStream());
                ask(secure, in, "USER " + user);
                ask(secure, in, "PASS " + password);
                String[] stat = ask(secure, in, "STAT").split(" ", -1);
                List<ReceivedMail> mails = new ArrayList<>();
                for (int number = 1; number <= Integer.parseInt(stat[1]); number++) {
                    ask(secure, in, "RETR " + number);
                    mails.add(ReceivedMail.parse(message(in)));
                }
                ask(secure, in, "QUIT");
                return mails;
            }
        }
    }

    private Socket inside(Socket plain) throws IOException, GeneralSecurityException {
        String reply = line(plain.getInputStream());
        if (!reply.startsWith("+OK")) {
            throw new IOException("expected +OK to STLS, came " + reply);
        }
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (InputStream file = Files.newInputStream(ca)) {
            trusted.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(file));
        }
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        SSLSocket secure =
                (SSLSocket) context.getSocketFactory().createSocket(plain, "localhost", port, true);
        secure.startHandshake();
        return secure;
    }

    private static void say(Socket socket, String command) throws IOException {
        socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    private static String ask(Socket socket, InputStream in, String command) throws IOException {
        say(socket, command);
        String reply = line(in);
        if (!reply.startsWith("+OK")) {
            throw new IOException("expected +OK to " + command + ", came " + reply);
        }
        return reply;
    }

    /// A message up to the line with the dot, dots unstuffed (RFC 1939 3).
    private static byte[] message(InputStream in) throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        for (String line = line(in); !line.equals("."); line = line(in)) {
            String text = line.startsWith(".") ? line.substring(1) : line;
            message.write((text + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        }
        return message.toByteArray();
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int letter = in.read(); letter != '\n'; letter = in.read()) {
            if (letter < 0) {
                throw new IOException("the server closed after '" + line + "'");
            }
            line.append((char) letter);
        }
        return line.toString().endsWith("\r")
                ? line.substring(0, line.length() - 1)
                : line.toString();
    }

    private static ArrivedMail arrived(ReceivedMail mail) {
        return new ArrivedMail(
                mail.messageId().orElseThrow(),
                mail.header("X-Kadec21-Kind").orElseThrow(),
                mail.header("X-Kadec21-Event").orElse(""),
                mail.header("X-Kadec21-Time").orElse(""),
                mail.header("X-Kadec21-Possible-Duplicate").isPresent(),
                mail.attachments().stream()
                        .flatMap(attachment ->
                                new String(attachment.content(), StandardCharsets.UTF_8)
                                        .lines()
                                        .skip(1))
                        .toList());
    }
}
