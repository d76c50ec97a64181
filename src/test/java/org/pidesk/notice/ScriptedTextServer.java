package org.pidesk.notice;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.DataCodings;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GSMSpecificFeature;
import org.jsmpp.bean.MessageMode;
import org.jsmpp.bean.MessageType;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.session.connection.socket.SocketConnection;
import org.jsmpp.util.MessageId;

/** An SMPP server that answers what a test tells it to. */
public final class ScriptedTextServer implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 0, InetAddress.getByName("127.0.0.1"));
    private final List<SubmitSm> received = new CopyOnWriteArrayList<>();
    private final List<SMPPServerSession> sessions = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile CountDownLatch answer = new CountDownLatch(0);
    private volatile int status;
    private volatile boolean silent;
    private volatile boolean refusing;
    private volatile boolean away;

    public ScriptedTextServer() throws IOException {
        var accepting = new Thread(this::acceptAll, "scripted-smpp");
        accepting.setDaemon(true);
        accepting.start();
    }

    public int port() {
        return socket.getLocalPort();
    }

    void answers(int commandStatus) {
        status = commandStatus;
    }

    void isSilent() {
        silent = true;
    }

    /** It has the message, and does not say so before it {@link #speaksAgain}. */
    public void takesAndIsSilent() {
        answer = new CountDownLatch(1);
    }

    public void speaksAgain() {
        answer.countDown();
    }

    void refusesToBind() {
        refusing = true;
    }

    /** Its port stays taken, so that nobody else can begin to answer there; whoever calls is cut off. */
    void goesAway() {
        away = true;
        hangUp();
    }

    /** Returns when the client has taken it. */
    void delivers(String from, boolean isReceipt, String words) {
        deliver(from, isReceipt, GSMSpecificFeature.DEFAULT, 0, words.getBytes(StandardCharsets.US_ASCII));
    }

    /** The same with the words in the parameter {@code message_payload}, and none where they would stand. */
    void deliversBeside(String from, boolean isReceipt, GSMSpecificFeature feature, int coding, byte[] words) {
        deliver(from, isReceipt, feature, coding, new byte[0], new OptionalParameter.Message_payload(words));
    }

    private void deliver(
            String from,
            boolean isReceipt,
            GSMSpecificFeature feature,
            int coding,
            byte[] words,
            OptionalParameter... beside) {
        var session = sessions.get(sessions.size() - 1);
        var type = isReceipt ? MessageType.SMSC_DEL_RECEIPT : MessageType.DEFAULT;
        try {
            session.deliverShortMessage(
                    "",
                    TypeOfNumber.INTERNATIONAL,
                    NumberingPlanIndicator.ISDN,
                    from,
                    TypeOfNumber.ALPHANUMERIC,
                    NumberingPlanIndicator.UNKNOWN,
                    "PiDesk",
                    new ESMClass(MessageMode.DEFAULT, type, feature),
                    (byte) 0,
                    (byte) 0,
                    new RegisteredDelivery(0),
                    DataCodings.newInstance((byte) coding),
                    words,
                    beside);
        } catch (PDUException
                | ResponseTimeoutException
                | InvalidResponseException
                | NegativeResponseException
                | IOException refused) {
            throw new IllegalStateException(refused);
        }
    }

    void hangUp() {
        sessions.forEach(SMPPServerSession::close);
    }

    public List<SubmitSm> received() {
        return received;
    }

    int sessions() {
        return sessions.size();
    }

    @Override
    public void close() throws IOException {
        end.countDown();
        socket.close();
        hangUp();
    }

    private void acceptAll() {
        while (!socket.isClosed()) {
            try {
                var caller = socket.accept();
                if (away) {
                    caller.close();
                    continue;
                }
                var session = new SMPPServerSession(new SocketConnection(caller), null, listener(), null, 1, 10);
                sessions.add(session);
                var request = session.waitForBind(5000);
                if (refusing) {
                    request.reject(SMPPConstant.STAT_ESME_RINVPASWD);
                } else {
                    request.accept("scripted");
                }
            } catch (IOException | TimeoutException | PDUStringException gone) {
                // the next client, or the end
            }
        }
    }

    /** Of all that the protocol offers only one thing is asked for here. */
    private ServerMessageReceiverListener listener() {
        return (ServerMessageReceiverListener) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ServerMessageReceiverListener.class},
                (proxy, method, arguments) ->
                        method.getName().equals("onAcceptSubmitSm") ? submit((SubmitSm) arguments[0]) : null);
    }

    private SubmitSmResult submit(SubmitSm message) throws ProcessRequestException {
        if (silent) {
            await(end);
        }
        if (status != 0) {
            throw new ProcessRequestException("scripted", status);
        }
        received.add(message);
        await(answer);
        try {
            return new SubmitSmResult(new MessageId("1"), null);
        } catch (PDUStringException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }
}
