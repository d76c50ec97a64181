package org.pidesk.sandbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.BroadcastSm;
import org.jsmpp.bean.CancelBroadcastSm;
import org.jsmpp.bean.CancelSm;
import org.jsmpp.bean.DataCodings;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliveryReceipt;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GSMSpecificFeature;
import org.jsmpp.bean.MessageMode;
import org.jsmpp.bean.MessageType;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.QueryBroadcastSm;
import org.jsmpp.bean.QuerySm;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.ReplaceSm;
import org.jsmpp.bean.SMSCDeliveryReceipt;
import org.jsmpp.bean.SubmitMulti;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.BroadcastSmResult;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.QueryBroadcastSmResult;
import org.jsmpp.session.QuerySmResult;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.SMPPServerSessionListener;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jsmpp.session.Session;
import org.jsmpp.session.SubmitMultiResult;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.session.connection.ServerConnection;
import org.jsmpp.session.connection.ServerConnectionFactory;
import org.jsmpp.session.connection.socket.ServerSocketConnection;
import org.jsmpp.util.DeliveryReceiptState;
import org.jsmpp.util.MessageId;
import org.pidesk.notice.Gsm7;

/**
 * A real SMPP server on loopback that takes text messages for everybody and passes none on. It says of each what became of
 * it (numbers that end in 0404 are never reached), and brings what people answer.
 */
final class TextServer implements AutoCloseable, ServerMessageReceiverListener {
    private static final int KEPT = 500;
    private static final int BIND_WITHIN = 5000;
    private static final byte UCS_2 = 8;
    private static final String OUT_OF_REACH = "0404";
    private static final int LONGEST_ANSWER = 70;

    private final ServerSocket socket;
    private final SMPPServerSessionListener server;
    private final ExecutorService threads = Executors.newCachedThreadPool(TextServer::named);
    private final String password;
    private final Clock clock;
    private final Recent<Text> texts = new Recent<>(KEPT);
    private final Map<String, String[]> incomplete = new LinkedHashMap<>();
    private volatile SMPPServerSession client;

    /** @param port 0 for any that is free */
    TextServer(int port, String password, Clock clock) throws IOException {
        this.password = password;
        this.clock = clock;
        this.socket = new ServerSocket(port, 0, InetAddress.getByName("127.0.0.1"));
        this.server = new SMPPServerSessionListener(socket.getLocalPort(), new OnThatSocket(socket));
        server.setMessageReceiverListener(this);
        threads.execute(this::acceptAll);
    }

    int port() {
        return socket.getLocalPort();
    }

    List<Text> texts() {
        return texts.all();
    }

    @Override
    public void close() throws IOException {
        threads.shutdownNow();
        socket.close();
    }

    private void acceptAll() {
        while (!socket.isClosed()) {
            try {
                var session = server.accept();
                threads.execute(() -> bind(session));
            } catch (IOException closed) {
                // the loop ends with the socket
            }
        }
    }

    private void bind(SMPPServerSession session) {
        try {
            var request = session.waitForBind(BIND_WITHIN);
            if (password.equals(request.getPassword())) {
                request.accept("sandbox");
            } else {
                request.reject(SMPPConstant.STAT_ESME_RINVPASWD);
            }
        } catch (TimeoutException | IOException | PDUStringException | IllegalStateException gone) {
            session.close();
        }
    }

    @Override
    public SubmitSmResult onAcceptSubmitSm(SubmitSm message, SMPPServerSession from) throws ProcessRequestException {
        keep(message);
        client = from;
        try {
            var id = UUID.randomUUID().toString();
            if (SMSCDeliveryReceipt.SUCCESS_FAILURE.containedIn(message.getRegisteredDelivery())) {
                threads.execute(() -> deliver(message, MessageType.SMSC_DEL_RECEIPT, (byte) 0, receipt(message, id)));
            }
            return new SubmitSmResult(new MessageId(id), null);
        } catch (PDUStringException impossible) {
            throw new ProcessRequestException("no id", SMPPConstant.STAT_ESME_RSYSERR, impossible);
        }
    }

    /** Brings a person's answer to a text message. */
    void answer(Text text, String words) {
        var cut = words.substring(0, Math.min(words.length(), LONGEST_ANSWER));
        deliver(
                text.to().substring(1),
                text.from(),
                MessageType.DEFAULT,
                UCS_2,
                cut.getBytes(StandardCharsets.UTF_16BE));
    }

    private byte[] receipt(SubmitSm message, String id) {
        var now = Date.from(clock.instant());
        var state = message.getDestAddress().endsWith(OUT_OF_REACH)
                ? DeliveryReceiptState.UNDELIV
                : DeliveryReceiptState.DELIVRD;
        return new DeliveryReceipt(id, 1, 1, now, now, state, "000", "")
                .toString()
                .getBytes(StandardCharsets.US_ASCII);
    }

    private void deliver(SubmitSm message, MessageType type, byte coding, byte[] body) {
        deliver(message.getDestAddress(), message.getSourceAddr(), type, coding, body);
    }

    private void deliver(String from, String to, MessageType type, byte coding, byte[] body) {
        try {
            client.deliverShortMessage(
                    "",
                    TypeOfNumber.INTERNATIONAL,
                    NumberingPlanIndicator.ISDN,
                    from,
                    TypeOfNumber.ALPHANUMERIC,
                    NumberingPlanIndicator.UNKNOWN,
                    to,
                    new ESMClass(MessageMode.DEFAULT, type, GSMSpecificFeature.DEFAULT),
                    (byte) 0,
                    (byte) 0,
                    new RegisteredDelivery(0),
                    DataCodings.newInstance(coding),
                    body);
        } catch (PDUException
                | ResponseTimeoutException
                | InvalidResponseException
                | NegativeResponseException
                | IOException gone) {
            // a carrier would try again for days; here nobody waits for it
        }
    }

    private synchronized void keep(SubmitSm message) {
        var body = message.getShortMessage();
        if (!GSMSpecificFeature.UDHI.containedIn(message.getEsmClass())) {
            add(message, decoded(body, message.getDataCoding()));
            return;
        }
        var header = Arrays.copyOf(body, body[0] + 1);
        var key = message.getSourceAddr() + " " + message.getDestAddress() + " " + header[3];
        var parts = incomplete.computeIfAbsent(key, fresh -> new String[header[4]]);
        parts[header[5] - 1] = decoded(Arrays.copyOfRange(body, header.length, body.length), message.getDataCoding());
        if (Arrays.stream(parts).allMatch(part -> part != null)) {
            incomplete.remove(key);
            add(message, String.join("", parts));
        } else if (incomplete.size() > KEPT) {
            incomplete.remove(incomplete.keySet().iterator().next());
        }
    }

    private void add(SubmitSm message, String text) {
        var to = "+" + message.getDestAddress();
        texts.add(n -> new Text(n, clock.instant(), to, message.getSourceAddr(), text));
    }

    private static String decoded(byte[] body, byte coding) {
        return coding == UCS_2 ? new String(body, StandardCharsets.UTF_16BE) : Gsm7.decode(body);
    }

    private static Thread named(Runnable work) {
        var thread = new Thread(work, "sandbox-smpp");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public SubmitMultiResult onAcceptSubmitMulti(SubmitMulti message, SMPPServerSession from)
            throws ProcessRequestException {
        throw notOffered();
    }

    @Override
    public QuerySmResult onAcceptQuerySm(QuerySm query, SMPPServerSession from) throws ProcessRequestException {
        throw notOffered();
    }

    @Override
    public void onAcceptReplaceSm(ReplaceSm message, SMPPServerSession from) throws ProcessRequestException {
        throw notOffered();
    }

    @Override
    public void onAcceptCancelSm(CancelSm message, SMPPServerSession from) throws ProcessRequestException {
        throw notOffered();
    }

    @Override
    public BroadcastSmResult onAcceptBroadcastSm(BroadcastSm message, SMPPServerSession from)
            throws ProcessRequestException {
        throw notOffered();
    }

    @Override
    public void onAcceptCancelBroadcastSm(CancelBroadcastSm message, SMPPServerSession from)
            throws ProcessRequestException {
        throw notOffered();
    }

    @Override
    public QueryBroadcastSmResult onAcceptQueryBroadcastSm(QueryBroadcastSm query, SMPPServerSession from)
            throws ProcessRequestException {
        throw notOffered();
    }

    @Override
    public DataSmResult onAcceptDataSm(DataSm message, Session from) throws ProcessRequestException {
        throw notOffered();
    }

    private static ProcessRequestException notOffered() {
        return new ProcessRequestException("not offered", SMPPConstant.STAT_ESME_RINVCMDID);
    }

    /** The library can only listen on every address. */
    private record OnThatSocket(ServerSocket socket) implements ServerConnectionFactory {
        @Override
        public ServerConnection listen(int port) {
            return new ServerSocketConnection(socket);
        }

        @Override
        public ServerConnection listen(int port, int timeout) {
            return listen(port);
        }

        @Override
        public ServerConnection listen(int port, int timeout, int backlog) {
            return listen(port);
        }
    }
}
