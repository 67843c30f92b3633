package org.kadec21.foreign;

import org.kadec21.submission.LeanHello;
import org.kadec21.submission.LeanTls;

import java.io.FileInputStream;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/// What handshakes with a server that turns lines around cost a client: a program of its own, since
/// JSSE reads its properties once in a process. Arguments: `stock` or `lean`, `1.2` or `1.3`, port,
/// file with the authority. Prints `WAY up down micros`, bytes below TLS and the client's CPU time,
/// of the first connection, of the second, and the median of full ones in a warm process. `stock`
/// resumes at its second; `lean` has a context for each session, as a unit has.
final class HandshakeCost {

    private static final int MANY = 60;
    private static final byte[] WORD = "abc\n".getBytes(StandardCharsets.US_ASCII);

    private final boolean lean;
    private final String version;
    private final int port;
    private final KeyStore trusted;

    private HandshakeCost(boolean lean, String version, int port, KeyStore trusted) {
        this.lean = lean;
        this.version = version;
        this.port = port;
        this.trusted = trusted;
    }

    private record Cost(long up, long down, long micros) {
        void print(String way) {
            System.out.println(way + " " + up + " " + down + " " + micros);
        }
    }

    public static void main(String[] words) throws Exception {
        boolean lean = words[0].equals("lean");
        if (lean) {
            LeanTls.ofThisProcess();
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (InputStream file = new FileInputStream(words[3])) {
            trusted.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(file));
        }
        HandshakeCost cost =
                new HandshakeCost(lean, "TLSv" + words[1], Integer.parseInt(words[2]), trusted);
        SSLContext context = cost.context();
        cost.connect(context).print("first");
        cost.connect(lean ? cost.context() : context).print("second");
        List<Long> full = new ArrayList<>();
        for (int round = 0; round < MANY; round++) {
            full.add(cost.connect(cost.context()).micros());
        }
        new Cost(0, 0, full.stream().sorted().skip(MANY / 2).findFirst().orElseThrow())
                .print("warm");
    }

    private SSLContext context() throws GeneralSecurityException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private Cost connect(SSLContext context) throws IOException {
        long began = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        try (Counting counting = new Counting(port);
                SSLSocket socket =
                        (SSLSocket)
                                context.getSocketFactory()
                                        .createSocket(counting, "localhost", port, true)) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            if (lean) {
                LeanHello.into(parameters);
            }
            parameters.setProtocols(new String[] {version});
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - began;
            socket.getOutputStream().write(WORD);
            if (socket.getInputStream().readNBytes(WORD.length).length < WORD.length) {
                throw new IOException("expected the line turned around, but the server left");
            }
            return new Cost(counting.up, counting.down, cpu / 1000);
        }
    }

    private static final class Counting extends Socket {

        private long up;
        private long down;

        Counting(int port) throws IOException {
            super(InetAddress.getLoopbackAddress(), port);
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return new FilterInputStream(super.getInputStream()) {
                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    int count = in.read(bytes, offset, length);
                    down += Math.max(0, count);
                    return count;
                }
            };
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            return new FilterOutputStream(super.getOutputStream()) {
                @Override
                public void write(byte[] bytes, int offset, int length) throws IOException {
                    up += length;
                    out.write(bytes, offset, length);
                }
            };
        }
    }
}
