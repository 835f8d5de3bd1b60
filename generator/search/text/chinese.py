"""Know the pairs of Chinese characters by which people say how, when and who, and not about what.

They stand in a spoken question and hardly in a record, so their rarity would make them weigh more than what the question
is about. Unlike the small words of English they stay in the index, as every pair helps to keep words in their order.
"""

from __future__ import annotations

_SMALL_PAIRS = """
怎么 怎样 如何 为啥 为什 什么 么办 么样 么回 回事 啥事 咋办 咋回 咋了 哪里 哪儿 哪个 多少 几个 几天 多久 有没 没有
是不 不是 能不 不能 可不 可以 要不 会不 还有 还是 或者 但是 可是 不过 而且 因为 所以 如果 要是 的话 然后 之后 以后
以前 之前 刚才 刚刚 现在 今天 昨天 明天 这周 上周 下周 这月 上月 去年 今年 有时 时候 偶尔 突然 忽然 一下 一直 总是
老是 经常 常常 又来 又是 再次 好几 几次 几遍 几回 一个 两个 三个 一些 有些 有的 所有 全部 都是 全都 都不 都没 我们
你们 他们 咱们 大家 有人 别人 自己 人家 谁都 谁能 这个 那个 这些 那些 这样 那样 这么 那么 这里 那里 这边 那边 这儿
那儿 这台 那台 这张 那张 这种 那种 一样 一种 一台 一张 一点 点儿 有点 好像 似乎 大概 可能 应该 必须 需要 想要 想把
想问 请问 请教 麻烦 帮忙 帮我 帮看 看看 看到 看见 看下 一看 说是 说我 说不 就说 老说 变成 变了 弄好 弄完 弄了 搞定
搞不 做完 做了 用着 用了 好好 好的 明明 其实 反正 到底 究竟 根本 完全 非常 特别 真的 太多 很多 好多 许多 一大 大堆
一堆 很久 半天 好久 越来 来越 越多 才能 才会 就会 就能 就没 就不 就是 也不 也没 也是 还在 还没 还不 还能 已经 正在
一会 会儿 过一 过了 完了 起来 下来 出来 进来 回来 上来 过来 起不 出不 进不 上不 下不 不了 不到 不来 不出 不上 不下
不起 不见 不动 不掉 不让 不给 不用 不要 不想 不知 知道 知不 觉得 以为 听说 告诉 叫我 让我 给我 跟我 和我 我的 你的
他的 她的 它的 里面 外面 上面 下面 前面 后面 旁边 之间 的时 的事 的人 了吗 了呢 了吧 了没 是吗 对吗 好吗 行吗
"""
SMALL_PAIRS = frozenset(_SMALL_PAIRS.split())
