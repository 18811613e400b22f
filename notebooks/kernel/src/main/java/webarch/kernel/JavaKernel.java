package webarch.kernel;

import io.github.spencerpark.jupyter.channels.JupyterConnection;
import io.github.spencerpark.jupyter.channels.ShellReplyEnvironment;
import io.github.spencerpark.jupyter.kernel.BaseKernel;
import io.github.spencerpark.jupyter.kernel.LanguageInfo;
import io.github.spencerpark.jupyter.kernel.ReplacementOptions;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.messages.Message;
import io.github.spencerpark.jupyter.messages.MessageType;
import io.github.spencerpark.jupyter.messages.publish.PublishError;
import io.github.spencerpark.jupyter.messages.publish.PublishExecuteInput;
import io.github.spencerpark.jupyter.messages.publish.PublishExecuteResult;
import io.github.spencerpark.jupyter.messages.reply.ErrorReply;
import io.github.spencerpark.jupyter.messages.reply.ExecuteReply;
import io.github.spencerpark.jupyter.messages.request.ExecuteRequest;
import io.github.spencerpark.jupyter.messages.request.KernelInfoRequest;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Answers Jupyter's requests. Those on the shell channel come one at a time on that channel's
 * thread; interrupt and shutdown come on the control channel's, while a cell may be running.
 */
final class JavaKernel extends BaseKernel {
    static final String NAME = "webarch";

    private final CompletableFuture<CellInterpreter> interpreter;
    private final CellOutput output;
    private final Rendering rendering = new Rendering(getRenderer());

    /**
     * @param interpreter may still be starting: Jupyter is answered at once, cells wait
     */
    JavaKernel(CompletableFuture<CellInterpreter> interpreter, CellOutput output) {
        this.interpreter = interpreter;
        this.output = output;
        Display.to((value, types) -> output.display(rendering.renderAs(value, types)));
    }

    @Override
    public void becomeHandlerForConnection(JupyterConnection connection) {
        super.becomeHandlerForConnection(connection);
        connection.setHandler(MessageType.EXECUTE_REQUEST, this::execute);
        connection.setHandler(MessageType.KERNEL_INFO_REQUEST, this::describe);
    }

    private void execute(ShellReplyEnvironment environment, Message<ExecuteRequest> message) {
        ExecuteRequest request = message.getContent();
        int number =
                request.shouldStoreHistory() && !request.isSilent()
                        ? executionCount.getAndIncrement()
                        : executionCount.get();
        environment.setBusyDeferIdle();
        output.attach(environment);
        if (!request.isSilent()) {
            environment.publish(new PublishExecuteInput(request.getCode(), number));
        }
        try {
            DisplayData result = eval(request.getCode(), number);
            if (result != null && !request.isSilent()) {
                environment.publish(new PublishExecuteResult(number, result));
            }
            environment.reply(new ExecuteReply(number, Map.of()));
        } catch (CellFailure failure) {
            environment.publish(
                    new PublishError(failure.name(), failure.getMessage(), failure.traceback()));
            ErrorReply error =
                    new ErrorReply(failure.name(), failure.getMessage(), failure.traceback());
            error.setExecutionCount(number);
            environment.replyError(ExecuteReply.MESSAGE_TYPE.error(), error);
        }
    }

    private DisplayData eval(String code, int number) throws CellFailure {
        try {
            return interpreter.join().eval(code, number, rendering::render);
        } catch (RuntimeException | Error e) {
            throw CellFailure.internal(e);
        } finally {
            output.flush();
        }
    }

    private void describe(ShellReplyEnvironment environment, Message<KernelInfoRequest> message) {
        environment.setBusyDeferIdle();
        environment.reply(new KernelInfo(getLanguageInfo(), getBanner()));
    }

    @Override
    public DisplayData eval(String code) throws CellFailure {
        return eval(code, executionCount.get());
    }

    @Override
    public DisplayData inspect(String code, int at, boolean extraDetail) {
        return assistant().inspect(code, at);
    }

    @Override
    public ReplacementOptions complete(String code, int at) {
        return assistant().complete(code, at);
    }

    @Override
    public String isComplete(String code) {
        return switch (assistant().completion(code)) {
            case COMPLETE -> IS_COMPLETE_YES;
            case INVALID -> IS_COMPLETE_BAD;
            case INCOMPLETE -> "    ";
        };
    }

    private Assistant assistant() {
        return new Assistant(interpreter.join().analysis());
    }

    @Override
    public void interrupt() {
        interpreter.join().interrupt();
    }

    @Override
    public void display(DisplayData data) {
        output.display(data);
    }

    @Override
    public String getBanner() {
        return "Java " + Runtime.version() + ", " + NAME + " kernel";
    }

    @Override
    public LanguageInfo getLanguageInfo() {
        return new LanguageInfo.Builder("Java")
                .version(Runtime.version().toString())
                .mimetype("text/x-java-source")
                .fileExtension(".jshell")
                .pygments("java")
                .codemirror("java")
                .build();
    }
}
